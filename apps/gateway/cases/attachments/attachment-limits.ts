const MIB = 1024 * 1024;

/** A file's size, and how many come with one request or one case. */
export const FILE_BYTES = 10 * MIB;
export const FILES = 5;
/** Of a whole form: its files, and what stands around them. */
export const FORM_BYTES = FILES * FILE_BYTES + 64 * 1024;

/** What has been uploaded and not sent with anything yet: from one address, by one account, and by all the anonymous. */
export const ORPHAN_BYTES = { address: 200 * MIB, account: 500 * MIB, anonymous: 2048 * MIB } as const;
