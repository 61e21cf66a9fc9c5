import {
  type EnclosureResult,
  ParserRequest,
  type ParserResponse,
  type ParserResult,
  type ParserStarted,
  type ReadingResult,
} from '../../shared/contract/parsing.ts';
import { readEnclosure, readFile } from './read.ts';
import { parseWorkbook } from './workbook.ts';

/**
 * The parser process: untrusted bytes in, plain data out. It is started without the right to write, to spawn or to
 * read anything but the program, has no database and no keys, and is killed by its parent past its time or memory.
 */
process.on('message', (message: unknown) => {
  const request = ParserRequest.parse(message);
  parse(request).then((result) => answer({ id: request.id, result }), fail);
});

/** Ends with the parent: nobody would read what comes then. */
process.on('disconnect', () => process.exit(0));

function parse(request: ParserRequest): Promise<ParserResult | ReadingResult | EnclosureResult> {
  switch (request.kind) {
    case 'workbook':
      return parseWorkbook(request.bytes, request.name);
    case 'reading':
      return readFile(request.bytes, request.name);
    case 'enclosure':
      return readEnclosure(request.bytes, request.name, request.path);
  }
}

function answer(response: ParserResponse | ParserStarted): void {
  if (process.send === undefined) throw new Error('A parser process answers to the process that started it.');
  process.send(response);
}

/** What no parser foresaw ends the process; the parent then says that the file is damaged and starts another. */
function fail(error: unknown): never {
  throw error;
}

answer({ started: true });
