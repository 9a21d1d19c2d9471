export const arrangements = {
  // titles of error codes
  ARRANGEMENT_STATE: '安排表当前阶段不允许此操作',
} as const;
