export const DRAFT = {
  account: '522601.clerk',
  content: { reply: '您好：来信收悉。经市水务局和自来水公司现场排查，文化北路' },
};

export const VIEWS = [
  {
    account: 'supervisor',
    page: 'letters',
    name: '全州超期',
    filter: 'light=red',
    order: 'due',
    shared: true,
  },
  { account: 'mailbox.clerk', page: 'letters', name: '已受理待转办', filter: 'stage=triaged', shared: true },
] as const;
