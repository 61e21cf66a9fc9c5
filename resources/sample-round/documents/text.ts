import {
  type DocumentJob,
  footing,
  type MadeDocument,
  mentionsOf,
  type Passage,
  passagesOf,
} from './passage.ts';

/** A saved e-mail: plain text, from one role to others. */
export function makeMail(job: DocumentJob): MadeDocument {
  const { organisation, plan } = job;
  const domain = organisation.contact.email.split('@')[1] ?? 'example.org';
  const date = new Date(`${plan.date} 08:41 UTC`).toUTCString().replace('GMT', '+0000');
  const words = [
    'Dear all,',
    '',
    ...passagesOf(job).flatMap(({ own, usual }) => [own, '', usual[0], '']),
    ...mentionsOf(job).flatMap(({ usual }) => [usual[0], '', usual[1], '']),
    'If this is difficult in your team, tell me early and we will look at it together. I am at my desk on Mondays and Thursdays, and somebody always answers the office telephone.',
    '',
    'With thanks',
    organisation.lead,
    '',
    footing(job),
  ];
  const head = [
    `From: ${organisation.lead} <preceptorship@${domain}>`,
    `To: Managers <managers@${domain}>`,
    `Date: ${date}`,
    `Subject: ${plan.title}`,
    `Message-ID: <${organisation.id}.${plan.ref}@${domain}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
  ];
  return made(job, [...head, ...words].join('\r\n'));
}

/** Notes as plain text. */
export function makeNote(job: DocumentJob): MadeDocument {
  const { organisation, plan } = job;
  const section = ({ heading, own, usual }: Passage) => [heading.toUpperCase(), '', own, '', usual[1], ''];
  return made(
    job,
    [
      plan.title,
      `${organisation.called}, ${plan.date}`,
      '',
      ...passagesOf(job).flatMap(section),
      ...mentionsOf(job).flatMap(({ heading, usual }) => [heading.toUpperCase(), '', usual[0], '']),
      'Names have been left out.',
      footing(job),
      '',
    ].join('\n'),
  );
}

function made({ plan }: DocumentJob, text: string): MadeDocument {
  return { plan, bytes: new TextEncoder().encode(text), pages: new Map() };
}
