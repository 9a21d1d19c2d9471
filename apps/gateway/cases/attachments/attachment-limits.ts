const MIB = 1024 * 1024;

/** Maximum size of a file. */
export const FILE_BYTES = 10 * MIB;
/** Maximum number of files of a request or of a case. */
export const FILES = 5;
/** Maximum size of a whole form: its files and the parts around them. */
export const FORM_BYTES = FILES * FILE_BYTES + 64 * 1024;

/** Maximum total size of uploads that no command has named yet: of one address, one account, and all citizens. */
export const ORPHAN_BYTES = { address: 200 * MIB, account: 500 * MIB, anonymous: 2048 * MIB } as const;
