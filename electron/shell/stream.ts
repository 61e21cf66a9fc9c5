import type { FileHandle } from 'node:fs/promises';

const chunkSize = 256 * 1024;

/**
 * Bytes `start` to `end` (both included) of an open file, read as they are wanted, so that memory holds one chunk.
 * Closes the file when it was read, or when nobody wants the rest.
 */
export function streamFile(file: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  let position = start;
  const readNext = async (): Promise<Uint8Array> => {
    const wanted = Math.min(chunkSize, end - position + 1);
    if (wanted <= 0) return new Uint8Array();
    const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, position);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const bytes = await readNext();
          if (bytes.length > 0) controller.enqueue(bytes);
        } catch (error) {
          await file.close();
          throw error;
        }
        if (position <= end) return;
        await file.close();
        controller.close();
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 0 },
  );
}
