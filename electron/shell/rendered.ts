/**
 * The page that a document or a message is shown in: empty, and the same for every file. The window puts sanitised
 * words and pictures into it from outside; the page itself can run nothing and fetch nothing.
 * @param nonce lets this one style in, and no other
 */
export function renderedPage(nonce: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Document</title><style nonce="${nonce}">${style}</style></head>
<body></body>
</html>
`;
}

/* Colours as in the window; `data-theme` is set by it where a person chose one. */
const style = `
:root { color-scheme: light dark; --ink: light-dark(#212b32, #eef2f4); --ink-2: light-dark(#4c6272, #aebcc6);
  --paper: light-dark(#fff, #18222a); --desk: light-dark(#dfe5e8, #0b1115); --line: light-dark(#aeb7bd, #5a6c78);
  --sunk: light-dark(#f0f4f5, #212d36); --blue: light-dark(#005eb8, #85bdf7) }
:root[data-theme="light"] { color-scheme: light }
:root[data-theme="dark"] { color-scheme: dark }
*, *::before, *::after { box-sizing: border-box }
html { background: var(--desk); color: var(--ink); font: 16px/1.55 Arial, "Liberation Sans", sans-serif }
body { background: var(--paper); margin: 16px auto; max-width: 50em; min-height: calc(100vh - 32px); overflow-wrap: anywhere; padding: 32px 40px }
:focus-visible { outline: 3px solid #ffb81c; outline-offset: 1px }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 1.2em 0 .5em }
h1 { font-size: 1.5em } h2 { font-size: 1.25em } h3 { font-size: 1.1em } h4, h5, h6 { font-size: 1em }
body > :first-child { margin-top: 0 }
p, ul, ol, table, blockquote { margin: 0 0 .8em }
img { height: auto; max-width: 100% }
table { border-collapse: collapse; max-width: 100% }
td, th { border: 1px solid var(--line); padding: 4px 8px; text-align: start; vertical-align: top }
td > :last-child, th > :last-child { margin-bottom: 0 }
a { color: var(--blue); text-decoration: underline }
ins { background: light-dark(#cce5d8, #0f3f28); text-decoration: underline }
del { background: light-dark(#f7d4d1, #5a1d18); text-decoration: line-through }
[data-outside] { color: var(--ink-2) }
mark { background: light-dark(#fff3b0, #57480a); box-shadow: 0 2px 0 light-dark(#b88f00, #d9b21a); color: inherit }
mark[data-meaning="weakens"] { background: light-dark(#fbdcd3, #5a2a1d); box-shadow: 0 2px 0 light-dark(#b8451f, #f08a68) }
mark[data-meaning="question"] { background: light-dark(#e3dcf7, #382c5c); box-shadow: 0 2px 0 light-dark(#5b3fa8, #b39df0) }
mark[data-hit] { background: light-dark(#cfe5ff, #1d4a78); box-shadow: none }
mark[data-hit="now"] { background: #ffc069; color: #212b32; outline: 2px solid #b35c00 }
@media (max-width: 480px) { body { margin: 0; padding: 16px 20px } }
@media (forced-colors: active) { mark { background: Mark; color: MarkText; forced-color-adjust: none } }
`;
