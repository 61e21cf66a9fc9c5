import DOMPurify from 'dompurify';

const tags =
  'a b blockquote br caption center code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s section small span strong sub sup table tbody td tfoot th thead tr u ul';

/**
 * A document's HTML as nodes that can do nothing: known elements, no style, no address but a place in the document
 * and pictures that lie in it. Links elsewhere become words, with where they lead beside them.
 */
export function sanitise(html: string): DocumentFragment {
  const clean = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: tags.split(' '),
    ALLOWED_ATTR: ['alt', 'colspan', 'dir', 'href', 'id', 'rowspan', 'src', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const image of clean.querySelectorAll('img')) {
    if (!/^data:image\/(?:png|jpeg|gif|webp|bmp);base64,/.test(image.getAttribute('src') ?? ''))
      image.replaceWith(...wordsFor(image.getAttribute('alt') ?? ''));
  }
  for (const link of clean.querySelectorAll('a')) {
    const address = link.getAttribute('href') ?? '';
    if (address.startsWith('#')) continue;
    const words = document.createElement('span');
    words.append(...link.childNodes);
    // Shown, and never followed: whoever reads can judge it and type it elsewhere.
    if (address !== '' && !words.textContent.includes(address.replace(/^mailto:/i, ''))) {
      const place = document.createElement('small');
      place.dataset.outside = '';
      place.textContent = ` (${address})`;
      words.append(place);
    }
    link.replaceWith(words);
  }
  for (const element of clean.querySelectorAll('[src]:not(img), [href]:not(a)')) {
    element.removeAttribute('src');
    element.removeAttribute('href');
  }
  return clean;
}

function wordsFor(alt: string): readonly Node[] {
  return alt.trim() === '' ? [] : [document.createTextNode(`[Picture: ${alt}]`)];
}
