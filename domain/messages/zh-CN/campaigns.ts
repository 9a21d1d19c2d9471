export const campaigns = {
  // titles of error codes
  LIST_REJECTED: '清单有误,未导入',
} as const;
