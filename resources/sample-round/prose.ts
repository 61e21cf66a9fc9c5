import type { SampleOrganisation } from './organisations/fact.ts';

/** What policies, papers and assessors usually say about a standard, in plain words of our own. */
export interface Prose {
  readonly heading: string;
  /** Paragraphs that stand around an organisation's own passage. */
  readonly usual: (organisation: SampleOrganisation) => readonly [string, string];
  /** Feedback where it is met. */
  readonly praise: string;
  /** The doubt of a stricter reader. */
  readonly doubt: string;
}

export const prose: Readonly<Record<string, Prose>> = {
  '1.1': {
    heading: 'Who answers for preceptorship',
    usual: (o) => [
      `The ${o.executive} answers for preceptorship to the ${o.committee} and makes sure that it has the people, time and money that it needs.`,
      `The ${o.lead} runs the programme from day to day, reports to the ${o.executive}, and may bring a concern about protected time or release at any moment.`,
    ],
    praise: 'A named executive who is seen to act.',
    doubt: 'Named, but I could see little of what they did this year.',
  },
  '1.2': {
    heading: 'Recruiting and keeping staff',
    usual: (o) => [
      `Preceptorship is part of how ${o.us} welcomes and keeps allied health professionals. It is described to candidates before they accept a post.`,
      `Exit conversations ask whether preceptorship was taken up, and what is learnt goes to the ${o.lead}.`,
    ],
    praise: 'The aim has a figure, and the figure is followed.',
    doubt: 'The figure is there; the link with preceptorship is asserted.',
  },
  '1.3': {
    heading: 'What preceptorship is, and is not',
    usual: (o) => [
      `Preceptorship is a structured start for someone in transition. It is not clinical supervision, appraisal, probation or the management of performance, and nobody can fail it.`,
      `Managers release people for protected time and taught days, and tell the ${o.lead} early when that becomes difficult.`,
    ],
    praise: 'Teams can say what preceptorship is for.',
    doubt: 'People were told; whether they understood is not shown.',
  },
  '1.4': {
    heading: 'Wellbeing',
    usual: (o) => [
      `Starting is tiring. Preceptees and preceptors are told in the first week where they can turn, inside ${o.us} and outside it, and that nothing said there is passed on without their leave.`,
      `The ${o.lead} asks about workload and wellbeing in every review and acts within a week where there is a concern.`,
    ],
    praise: 'A known offer that is used, and asked about.',
    doubt: 'The offer is clear, its use less so.',
  },
  '2.1': {
    heading: 'Approval, scope and review',
    usual: (o) => [
      `This document applies to ${o.professions.map((profession) => profession.toLowerCase()).join(', ')}, on permanent and fixed-term contracts, full time and part time.`,
      `It has been assessed for its effect on equality. Questions about it go to the ${o.lead}.`,
    ],
    praise: 'Ratified, in date, and it covers every profession.',
    doubt: 'In date, but the smaller professions are only listed.',
  },
  '2.2': {
    heading: 'The preceptorship lead',
    usual: (o) => [
      `The ${o.lead} matches preceptees and preceptors, keeps the record, plans taught days and reports to the ${o.committee}.`,
      `When the ${o.lead} is away, someone is named to answer questions and to find a preceptor for a new starter.`,
    ],
    praise: 'A lead with time and cover.',
    doubt: 'The hours look thin for the number of starters.',
  },
  '2.3': {
    heading: 'Keeping track',
    usual: (o) => [
      `For each preceptee the record holds start, profession, transition, preceptor, reviews, protected time and finish. It holds nothing about health or performance.`,
      `Only the ${o.lead} and those who help with the programme can open it. It is kept for six years.`,
    ],
    praise: 'The record is kept up and acted on.',
    doubt: 'An extract on one day; I could not see the following up.',
  },
  '2.4': {
    heading: 'Looking back each year',
    usual: (o) => [
      `The programme is looked at each year with those who were on it: what helped, what did not, what should change.`,
      `The ${o.lead} says to everyone who answered what will be done, and what will not be done and why.`,
    ],
    praise: 'Reviewed, and something changed because of it.',
    doubt: 'One change is shown; I would have liked to see how it was chosen.',
  },
  '2.5': {
    heading: 'What the executive sees',
    usual: (o) => [
      `The ${o.committee} sees how many began, how many finished, how many left, and how long they had been on the programme.`,
      `Where numbers are small they are given together, so that nobody can be recognised.`,
    ],
    praise: 'Figures are seen and discussed.',
    doubt: 'Received and noted; I looked for a discussion.',
  },
  '3.1': {
    heading: 'A named preceptor',
    usual: (o) => [
      `Each preceptee has a named preceptor, who as a rule is of the same profession and has been in practice for at least two years.`,
      `If a preceptor leaves or is away for more than two weeks, the ${o.lead} names another within ten working days. A preceptee may ask for a change at any time without giving a reason.`,
    ],
    praise: 'Everyone knew their preceptor in the first week.',
    doubt: 'The figure is full marks, but by the office’s own count.',
  },
  '3.2': {
    heading: 'Protected time',
    usual: (o) => [
      `Protected time is for meeting the preceptor, for the portfolio, for shadowing and for reflection. It is part of paid hours and is agreed ahead with the line manager.`,
      `Where it has to be given up because patients would otherwise be at risk, it is given back, and the ${o.lead} is told.`,
    ],
    praise: 'Time is agreed, rostered and taken.',
    doubt: 'Agreed and mostly taken; the lost hours are not explained.',
  },
  '3.3': {
    heading: 'Length of the programme',
    usual: (o) => [
      `${o.called} offers preceptorship to all allied health professionals who make one of the transitions that it supports.`,
      `The period may be extended by agreement where there has been a period of absence. It is not shortened because of part-time work.`,
    ],
    praise: 'Offered for the suggested period, and taken up.',
    doubt: 'Offered, but the take-up is not clear to me.',
  },
  '3.4': {
    heading: 'Objectives and portfolio',
    usual: () => [
      `Objectives are the preceptee’s own. The preceptor asks questions and helps to find the opportunity; neither the preceptor nor the line manager sets them.`,
      `The portfolio belongs to the preceptee. Parts of it may be used for registration, but no one else may ask to see it.`,
    ],
    praise: 'Objectives are the preceptee’s own and looked at again.',
    doubt: 'Set by the preceptee, yes; fewer signs of review.',
  },
  '3.5': {
    heading: 'Support that fits the person',
    usual: () => [
      `People arrive with different experience. The first meeting asks about earlier work, about how the person learns best, and about any adjustment that helps.`,
      `What is agreed is written down and is looked at again, since what helps in the first month is seldom what helps in the ninth.`,
    ],
    praise: 'Support is fitted to the person and looked at again.',
    doubt: 'The intention is good; I could not see it done.',
  },
  '4.1': {
    heading: 'Preparing preceptors',
    usual: (o) => [
      `A preceptor is prepared before taking on a preceptee: what preceptorship is, how to listen and question, how to give feedback, and what to do when worried.`,
      `The ${o.lead} keeps a list of prepared preceptors with the date of their preparation.`,
    ],
    praise: 'Preparation comes first, with a record.',
    doubt: 'A rule on paper; the dates are not shown beside the matches.',
  },
  '4.2': {
    heading: 'Time for preceptors',
    usual: () => [
      `The role takes time: for meetings, for joint work and for notes. That time is agreed between the preceptor and the line manager.`,
      `Preceptors who cannot take the time are asked to say so early. Saying so is not held against them.`,
    ],
    praise: 'Time is in plans, and taken.',
    doubt: 'Agreed; how much is taken I cannot tell.',
  },
  '4.3': {
    heading: 'Preceptors learning together',
    usual: () => [
      `Preceptors meet without their managers. They bring questions, without names, and what they learn is shared with those who could not come.`,
      `The meeting is open to preceptors of every profession, and counts as professional development.`,
    ],
    praise: 'Preceptors meet often and across professions.',
    doubt: 'Meetings are there; who comes is less clear.',
  },
  '4.4': {
    heading: 'Enough preceptors, well matched',
    usual: (o) => [
      `The ${o.lead} looks ahead at expected starters each quarter and prepares more preceptors in good time.`,
      `Matching takes account of profession, place of work and hours. Where there is no preceptor of the same profession nearby, one is found elsewhere.`,
    ],
    praise: 'Planned ahead, with a way to change.',
    doubt: 'Enough today; planning ahead is not shown.',
  },
  '4.5': {
    heading: 'Feedback to preceptors',
    usual: (o) => [
      `Preceptees are asked what their preceptor did that helped, and what they would have liked. The ${o.lead} passes this on.`,
      `The role is named in appraisals and counts as experience for senior posts.`,
    ],
    praise: 'Preceptors hear how they are doing and are thanked.',
    doubt: 'Sent to all, but it reads like a form letter.',
  },
  '5.1': {
    heading: 'Induction',
    usual: () => [
      `Induction is planned before the person arrives: access to systems, people to meet, places to find, and what must be learnt before seeing anyone alone.`,
      `Nobody has a caseload of their own before the preceptor and the preceptee agree that it is time.`,
    ],
    praise: 'A planned start that fits the transition.',
    doubt: 'Planned, though parts of it are the general induction.',
  },
  '5.2': {
    heading: 'What is taught, and why',
    usual: () => [
      `Topics are chosen from what preceptees say they need, from what services see, and from what has gone wrong.`,
      `Each year some topics are retired. Mandatory training is not counted as part of the programme.`,
    ],
    praise: 'Each topic answers a need that was found.',
    doubt: 'Needs are named; how they were found is not.',
  },
  '5.3': {
    heading: 'Taught days',
    usual: (o) => [
      `Taught days are announced well ahead, and managers release people to attend. Someone who misses a day is offered the next.`,
      `Attendance is recorded. The ${o.lead} speaks with the manager of anyone who misses two days.`,
    ],
    praise: 'Announced, released and attended.',
    doubt: 'Good attendance overall; one day is well below it.',
  },
  '5.4': {
    heading: 'Open to every profession',
    usual: (o) => [
      `The programme does not belong to one profession. What is common is taught together, and what is particular is taught apart.`,
      `Where somebody is the only one of their profession, ${o.us} finds others to learn with, outside if need be.`,
    ],
    praise: 'Open to all, and all come.',
    doubt: 'Open to all in words; one small group is hard to find in the figures.',
  },
  '5.6': {
    heading: 'Finishing',
    usual: () => [
      `The last review looks back over the year and forward to the next step. Both signatures and the date are recorded.`,
      `Finishing is marked together, and a certificate is given. It is not a licence to practise and is not asked for when applying for posts.`,
    ],
    praise: 'Finishing is marked and leads on.',
    doubt: 'Marked well; the next step is less visible.',
  },
};
