import { t } from '../../messages/t.js';

/** The way of a letter as its page shows it, by the stages that belong to each step. */
export const letterWay = () => [
  { id: 'register', title: t('letters.wayRegister'), stages: ['submitted', 'supplement'] },
  { id: 'assign', title: t('letters.wayAssign'), stages: ['triaged'] },
  { id: 'sign', title: t('letters.waySign'), stages: ['assigned', 'disputed'] },
  {
    id: 'handle',
    title: t('letters.wayHandle'),
    stages: [
      'inProgress',
      'complexPending',
      'extensionPending',
      'suspendPending',
      'suspended',
      'rework',
      'reopened',
      'followUp',
    ],
  },
  { id: 'signOff', title: t('letters.waySignOff'), stages: ['signOff'] },
  { id: 'review', title: t('letters.wayReview'), stages: ['replyReview'] },
  { id: 'rate', title: t('letters.wayRate'), stages: ['replied'] },
  { id: 'close', title: t('letters.wayClose'), stages: ['closed'] },
];
