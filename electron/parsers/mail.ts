import type { Address, Attachment, Email } from 'postal-mime';
import type { Body, Enclosure } from '../../shared/domain/reading.ts';
import { UnreadableFile } from './container.ts';
import { clip, type Draft } from './draft.ts';
import { cleanHtml } from './html.ts';
import { pictureShelf } from './pictures.ts';

/** A message as both kinds of saved e-mail give it. */
export interface Message {
  readonly what: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly html: string | undefined;
  readonly text: string;
  readonly attachments: readonly Attached[];
}

export interface Attached {
  readonly name: string;
  /** How the message's HTML names it, without angle brackets. */
  readonly contentId: string | undefined;
  content(): Uint8Array;
}

const MOST_ATTACHMENTS = 2_000;

/** An internet message. Messages attached to it stay files of their own. @throws UnreadableFile */
export async function readMail(bytes: Uint8Array): Promise<Draft> {
  return draftOfMail(await parse(bytes));
}

export async function mailAttachment(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  return attachmentAt(await parse(bytes), path);
}

export function attachmentAt(message: Message, path: string): Uint8Array {
  const attached = message.attachments[Number(path) - 1];
  if (attached === undefined) throw new UnreadableFile('damaged');
  return attached.content();
}

export function draftOfMail(message: Message): Draft {
  const shelf = pictureShelf();
  const byId = new Map(message.attachments.map((one) => [one.contentId, one]));
  const picture = (address: string) => {
    const [, id] = /^cid:(.+)$/i.exec(address.trim()) ?? [];
    const attached = id === undefined ? undefined : byId.get(id);
    const taken = attached === undefined ? undefined : shelf.take(attached.content(), '');
    return taken === undefined ? undefined : `data:${taken.type};base64,${taken.base64}`;
  };
  const clean = message.html === undefined ? undefined : cleanHtml(message.html, picture);
  const text = message.text.trim() === '' ? (clean?.text ?? '') : message.text.replace(/\r\n?/g, '\n').trim();
  const kept = message.attachments.slice(0, MOST_ATTACHMENTS);
  const enclosures: Enclosure[] = kept.map((one, index) => ({
    path: `${index + 1}`,
    name: one.name,
    bytes: one.content().length,
  }));
  const notes: string[] = [...shelf.notes()];
  const remote = clean?.remotePictures ?? 0;
  if (remote > 0)
    notes.push(
      remote === 1
        ? 'One picture lies elsewhere and was not fetched.'
        : `${remote} pictures lie elsewhere and were not fetched.`,
    );
  if (message.attachments.length > kept.length)
    notes.push(`It has ${message.attachments.length} attachments; the first ${kept.length} are listed.`);
  const headers = message.headers.map(({ name, value }) => ({
    name: clip(name, 200),
    value: clip(value, 20_000),
  }));
  const body: Body = {
    kind: 'mail',
    headers,
    ...(clean === undefined ? {} : { html: clean.html }),
    text: text.slice(0, 2_000_000),
    remotePictures: remote,
  };
  const words = [...headers.map(({ name, value }) => `${name}: ${value}`), '', text];
  return {
    what: message.what,
    body,
    leaves: [{ number: 1, label: 'Message', text: words.join('\n'), hidden: false }],
    enclosures,
    notes,
  };
}

async function parse(bytes: Uint8Array): Promise<Message> {
  const { default: PostalMime } = await import('postal-mime');
  const email = await PostalMime.parse(new Uint8Array(bytes), {
    forceRfc822Attachments: true,
    maxNestingDepth: 64,
  });
  return {
    what: 'E-mail',
    headers: headersOf(email),
    html: email.html,
    text: email.text ?? '',
    attachments: email.attachments.map((attachment, index) => attachedOf(attachment, index)),
  };
}

function headersOf(email: Email): Message['headers'] {
  const people = (addresses: readonly Address[] | undefined) => (addresses ?? []).map(written).join('; ');
  const all = [
    { name: 'From', value: email.from === undefined ? '' : written(email.from) },
    { name: 'To', value: people(email.to) },
    { name: 'Cc', value: people(email.cc) },
    { name: 'Bcc', value: people(email.bcc) },
    { name: 'Date', value: email.date === undefined ? '' : plainMoment(email.date) },
    { name: 'Subject', value: email.subject ?? '' },
  ];
  return all.filter(({ value }) => value !== '');
}

function written(address: Address): string {
  if (address.group !== undefined) return `${address.name}: ${address.group.map(written).join('; ')}`;
  return address.name === '' ? address.address : `${address.name} <${address.address}>`;
}

/** "6 August 2018 at 09:30 UTC"; what is no moment as it stands. */
export function plainMoment(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(date)} UTC`;
}

function attachedOf(attachment: Attachment, index: number): Attached {
  const isMessage = attachment.mimeType === 'message/rfc822';
  const name = attachment.filename ?? (isMessage ? `Message ${index + 1}.eml` : `Attachment ${index + 1}`);
  return {
    name: clip(plainName(name), 400),
    contentId: attachment.contentId?.replace(/^<|>$/g, ''),
    content: () => {
      const { content } = attachment;
      if (typeof content === 'string') return Buffer.from(content, attachment.encoding ?? 'utf8');
      return content instanceof Uint8Array ? content : new Uint8Array(content);
    },
  };
}

/** A name alone: what a sender wrote as a path stays behind, and marks that turn the order of letters round. */
export function plainName(name: string): string {
  const last =
    name
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/^[a-z]:/i, '') ?? '';
  const plain = last.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return /^\.*$/.test(plain) ? 'Attachment' : plain;
}
