import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.js';

/** `npm run test:snowflake`: the build as a service, against Snowflake's stand-in or an account. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/snowflake-service/*.test.ts'],
    env: { TEST_THE_BUILD: '1' },
    reporters: ['verbose'],
  },
});
