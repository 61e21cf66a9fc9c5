import type { FieldsData } from '@kenjiuno/msgreader';
import { UnreadableFile } from './container.ts';
import { clip, type Draft } from './draft.ts';
import { type Attached, attachmentAt, draftOfMail, type Message, plainMoment, plainName } from './mail.ts';
import { decodeText } from './text.ts';

/** Code pages of messages that are not in Unicode, as their decoder calls them. Windows numbers them. */
const ENCODINGS: Readonly<Record<number, string>> = {
  932: 'cp932',
  936: 'cp936',
  949: 'cp949',
  950: 'cp950',
  1250: 'cp1250',
  1251: 'cp1251',
  1253: 'cp1253',
  1254: 'cp1254',
  1255: 'cp1255',
  1256: 'cp1256',
  1257: 'cp1257',
  1258: 'cp1258',
};

/** A message saved by Outlook. @throws UnreadableFile */
export async function readOutlook(bytes: Uint8Array): Promise<Draft> {
  return draftOfMail(await parse(bytes));
}

export async function outlookAttachment(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  return attachmentAt(await parse(bytes), path);
}

async function parse(bytes: Uint8Array): Promise<Message> {
  const { default: module } = await import('@kenjiuno/msgreader');
  const open = (encoding?: string) => {
    const reader = new module.default(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (encoding !== undefined) reader.parserConfig = { ansiEncoding: encoding };
    return { reader, data: reader.getFileData() };
  };
  const first = open();
  const encoding = ENCODINGS[first.data.messageCodepage ?? first.data.internetCodepage ?? 0];
  const { reader, data } = encoding === undefined ? first : open(encoding);
  if (data.error !== undefined || data.dataType !== 'msg') throw new UnreadableFile('damaged');
  return {
    what: 'E-mail saved by Outlook',
    headers: headersOf(data),
    html: data.bodyHtml ?? (data.html === undefined ? undefined : decodeText(data.html)),
    text: data.body ?? '',
    attachments: (data.attachments ?? []).map((attachment, index): Attached => {
      const inner = attachment.innerMsgContent === true;
      const given = attachment.fileName ?? attachment.fileNameShort ?? attachment.name;
      const name = given ?? (inner ? 'Message' : `Attachment ${index + 1}`);
      return {
        name: clip(plainName(inner && !/\.msg$/i.test(name) ? `${name}.msg` : name), 400),
        contentId: attachment.pidContentId,
        content: () => reader.getAttachment(attachment).content,
      };
    }),
  };
}

function headersOf(data: FieldsData): Message['headers'] {
  const people = (kind: 'to' | 'cc' | 'bcc') =>
    (data.recipients ?? [])
      .filter(({ recipType }) => recipType === kind)
      .map(({ name, smtpAddress, email }) => written(name, smtpAddress ?? email))
      .join('; ');
  const sent = data.clientSubmitTime ?? data.messageDeliveryTime;
  const all = [
    { name: 'From', value: written(data.senderName, data.senderSmtpAddress ?? data.senderEmail) },
    { name: 'To', value: people('to') },
    { name: 'Cc', value: people('cc') },
    { name: 'Bcc', value: people('bcc') },
    { name: 'Date', value: sent === undefined ? '' : plainMoment(sent) },
    { name: 'Subject', value: data.subject ?? '' },
  ];
  return all.filter(({ value }) => value !== '');
}

/** An address within an organisation's own Exchange is a path that tells a reader nothing: the name stands alone. */
function written(name: string | undefined, address: string | undefined): string {
  const own = address?.startsWith('/O=') === true ? undefined : address;
  if (own === undefined || own === name) return name ?? own ?? '';
  return name === undefined || name === '' ? own : `${name} <${own}>`;
}
