export const SUPERVISION_EVENT_TYPES = [
  'duban.card.warning',
  'duban.card.yellow',
  'duban.card.red',
  'duban.card.urge',
  'duban.card.accountability',
  'duban.card.appealed',
  'duban.card.upheld',
  'duban.card.revoked',
  'duban.card.escalated',
  'duban.card.rectified',
  'duban.process.suspended',
  'duban.process.resumed',
] as const;
export type SupervisionEventType = (typeof SUPERVISION_EVENT_TYPES)[number];

/** One event of the supervision feed: codes, instants and the reason of a card; never title or content of a letter. */
export interface SupervisionEventData {
  readonly processId: string;
  readonly subject: { readonly kind: string; readonly no: string | null; readonly maskedTitle: null };
  /** Null where naming the unit could give an accusation away. */
  readonly org: { readonly code: string; readonly name: string } | null;
  readonly confidential: boolean;
  readonly cardId?: string;
  /** Name of the clock in the policy, such as `C3`; `C6` is a false closure. */
  readonly clock?: string | null;
  readonly level?: string;
  /** The Chinese name of the level with the title of the clock: `黄牌(签收)`. */
  readonly title?: string;
  /** 牌号; null before it is issued. */
  readonly number?: string | null;
  readonly issuedBy?: 'AUTO' | 'MANUAL';
  readonly dueAt?: string | null;
  readonly overdueWorkingDays?: number;
  readonly policyVersion?: string;
  readonly calendarVersion?: number;
  /** Reason of the card. Never of an accusation. */
  readonly reason?: string;
}

export interface NewSupervisionEvent {
  readonly type: SupervisionEventType;
  readonly at: number;
  readonly subject: string;
  readonly process: string;
  /** Values for the filters `org=` and `level=`. */
  readonly unit: string | null;
  readonly level: string | null;
  readonly data: SupervisionEventData;
}

/** The process of an event, as the supervision feed may show it. */
export interface EventSubject {
  readonly process_id: string;
  readonly process_key: string;
  readonly subject: string;
  readonly confidential: boolean;
  readonly unit: string | null;
  readonly unit_name: string | null;
}
