import { useEffect, useRef, useState } from 'react';
import type { Picture } from '../../../shared/domain/reading.ts';
import styles from './leaves.module.css';

/** What a canvas is to those who cannot see it: https://html.spec.whatwg.org/multipage/canvas.html */
const asPicture = { role: 'img' } as const;

/** A picture out of a file, drawn: the window loads no picture by an address that holds it. */
export function PictureCanvas({ picture, name }: { readonly picture: Picture; readonly name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let left = false;
    const draw = async () => {
      const bytes = Uint8Array.from(atob(picture.base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: picture.type }));
      if (!left && canvas.current !== null) {
        canvas.current.width = bitmap.width;
        canvas.current.height = bitmap.height;
        canvas.current.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    };
    draw().catch(() => {
      if (!left) setBroken(true);
    });
    return () => {
      left = true;
    };
  }, [picture]);
  const words = picture.description === '' ? `${name}, not described` : picture.description;
  if (broken) return <p className={styles.note}>{words}: the picture is damaged and cannot be drawn.</p>;
  return (
    <canvas ref={canvas} className={styles.picture} {...asPicture} aria-label={words} width={1} height={1} />
  );
}
