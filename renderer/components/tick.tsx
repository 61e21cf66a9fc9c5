/** A tick, drawn: not every computer has a font with one. It says nothing by itself to who cannot see it. */
export function Tick({ size }: { readonly size: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d="M2.5 8.5 6.5 12.5 13.5 4" fill="none" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  );
}
