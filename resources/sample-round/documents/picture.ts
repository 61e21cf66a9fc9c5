import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Browser } from 'playwright';
import { madeAt } from './page.ts';
import { chance, type DocumentJob, footing, type MadeDocument, mentionsOf, passagesOf } from './passage.ts';

/** A form that was printed, filled in by hand and scanned: a picture in a PDF, without text. */
export async function makeScan(job: DocumentJob, browser: Browser): Promise<MadeDocument> {
  const picture = await draw(browser, formPage(job), { width: 1000, height: 1414, type: 'jpeg' });
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    info: { Title: 'Scan', CreationDate: madeAt, ModDate: madeAt },
  });
  document.image(Buffer.from(picture), 0, 0, { width: 595.28, height: 841.89 });
  const bytes = buffer(document);
  document.end();
  return { plan: job.plan, bytes: await bytes, pages: new Map(passagesOf(job).map(({ item }) => [item, 1])) };
}

/** A notice or a chart on a wall, photographed. */
export async function makePoster(job: DocumentJob, browser: Browser): Promise<MadeDocument> {
  const bytes = await draw(browser, posterPage(job), { width: 900, height: 1200, type: 'png' });
  return { plan: job.plan, bytes, pages: new Map() };
}

async function draw(
  browser: Browser,
  html: string,
  { width, height, type }: { readonly width: number; readonly height: number; readonly type: 'jpeg' | 'png' },
): Promise<Uint8Array> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(html);
  const picture = await page.screenshot(type === 'jpeg' ? { type, quality: 62 } : { type });
  await page.close();
  return picture;
}

function inHtml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const tick =
  '<svg width="34" height="34"><path d="M5 18 L14 28 L31 5" fill="none" stroke="#20308a" stroke-width="3"/></svg>';

/** What a hand leaves behind: a line that wanders. */
function scribble(seed: string, width: number): string {
  const next = chance(seed);
  const points = Array.from(
    { length: 9 },
    (_, at) => `${Math.round((width * at) / 8)} ${Math.round(8 + next() * 22)}`,
  );
  return `<svg width="${width}" height="36"><path d="M${points.join(' T')}" fill="none" stroke="#20308a" stroke-width="2.2"/></svg>`;
}

function formPage(job: DocumentJob): string {
  const { organisation, plan } = job;
  const passages = passagesOf(job);
  const lines = [
    ...passages.map(({ own }) => own),
    ...mentionsOf(job).flatMap(({ usual }) => usual),
    'Shown round, introduced to the team, and told where to eat.',
    'Access to records and e-mail tried out together.',
    'Knows whom to ring when the preceptor is away.',
    'Dates of the taught days are in the calendar.',
    'First meeting held; next meeting agreed.',
  ];
  const rows = lines.map(
    (line, at) =>
      `<tr><td>${inHtml(line)}</td><td>${tick}</td><td>${scribble(`${organisation.id} ${at}`, 74)}</td></tr>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #f3f1ea; font: 21px/30px Arial; color: #2a2a2a }
main { padding: 92px 84px; transform: rotate(-0.55deg); transform-origin: 40% 30% }
h1 { font-size: 34px; line-height: 44px; margin: 0 0 6px } p { margin: 0 0 18px }
table { border-collapse: collapse; width: 100%; margin: 22px 0 } td, th { border: 1.5px solid #555; padding: 10px 14px; text-align: left; vertical-align: top }
.grain { position: fixed; inset: 0; width: 100%; height: 100%; opacity: .3; mix-blend-mode: multiply }
.hole { position: fixed; left: 22px; width: 30px; height: 30px; border-radius: 50%; background: #d4d0c4 } .edge { position: fixed; inset: 0; box-shadow: inset -22px 0 44px #8a857555, inset 0 -12px 30px #8a857544 }
footer { font-size: 15px; color: #555; margin-top: 40px }</style>
<main><p>${inHtml(organisation.name)}</p><h1>${inHtml(plan.title)}</h1><p>${inHtml(plan.date)}. Name removed. Filled in with the preceptor.</p>
<table><tr><th>What</th><th>Done</th><th>Initials</th></tr>${rows.join('')}</table>
<p>Signed by the new colleague ${scribble(`${organisation.id} a`, 180)}</p><p>Signed by the preceptor ${scribble(`${organisation.id} b`, 180)}</p>
<footer>${inHtml(footing(job))}</footer></main>
<div class="hole" style="top:470px"></div><div class="hole" style="top:880px"></div><div class="edge"></div>
<svg class="grain"><filter id="g"><feTurbulence type="fractalNoise" baseFrequency="0.85" numOctaves="2" seed="7"/><feColorMatrix type="saturate" values="0"/></filter><rect width="100%" height="100%" filter="url(#g)"/></svg>`;
}

function posterPage(job: DocumentJob): string {
  const { organisation, plan } = job;
  const words = passagesOf(job).map(({ own }) => `<p>${inHtml(own)}</p>`);
  const more = mentionsOf(job).map(
    ({ heading, usual }) => `<h2>${inHtml(heading)}</h2><p class="small">${inHtml(usual[0])}</p>`,
  );
  const days = organisation.cohort.days.slice(0, 4).map((day) => `<li>${inHtml(day)}</li>`);
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: linear-gradient(115deg, #b9b3a4, #d7d2c6); font: 24px/34px Arial; color: #222 }
main { position: absolute; inset: 60px 70px; background: #fffdf7; padding: 60px; transform: perspective(1600px) rotateY(2deg) rotate(.6deg); box-shadow: 8px 12px 30px #0005; border-top: 26px solid ${organisation.colour} }
h1 { font-size: 46px; line-height: 54px; margin: 0 0 24px; color: ${organisation.colour} } h2 { font-size: 24px; margin: 26px 0 6px; color: ${organisation.colour} }
p { font-size: 30px; line-height: 42px } .small { font-size: 20px; line-height: 29px; margin: 0 } li { font-size: 22px } footer { position: absolute; bottom: 34px; left: 60px; right: 60px; font-size: 15px; line-height: 20px; color: #555 }
.pin { position: absolute; top: 14px; left: 50%; width: 24px; height: 24px; border-radius: 50%; background: #c0392b; box-shadow: 2px 4px 5px #0006 }</style>
<main><div class="pin"></div><h1>${inHtml(plan.title)}</h1>${words.join('')}${more.join('')}<h2>Days together</h2><ul>${days.join('')}</ul>
<footer>${inHtml(footing(job))}</footer></main>`;
}
