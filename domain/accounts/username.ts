/** User names: lower case, so that no two differ in case alone, and without characters that need quoting. */
export const USERNAME = /^[a-z0-9][a-z0-9.-]{1,39}$/;
