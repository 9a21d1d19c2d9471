import config from './jest.config.js';

/** Tests of minutes, by folder; run by `npm run test:long`. */
export default { ...config, testMatch: ['<rootDir>/test/**/*.long.ts'], testTimeout: 300_000 };
