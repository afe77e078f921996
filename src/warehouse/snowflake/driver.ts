/** The snowflake-sdk, loaded when it is first needed: it takes a second and 56 MB. */
export type Driver = typeof import('snowflake-sdk');

let driver: Promise<Driver> | undefined;

export function loadDriver(): Promise<Driver> {
  driver ??= load();
  return driver;
}

async function load(): Promise<Driver> {
  // The module reads these from the environment alone, while it loads: else it asks cloud metadata addresses where it runs.
  process.env.SNOWFLAKE_DISABLE_PLATFORM_DETECTION ??= 'true';
  process.env.SF_TELEMETRY_DISABLE_CONNECTION_SHAPE ??= '1';
  // A native library that only tells Snowflake about this machine.
  process.env.SNOWFLAKE_DISABLE_MINICORE ??= 'true';
  const { default: snowflake } = await import('snowflake-sdk');
  snowflake.configure({
    // Else it writes JSON to stdout and a log file into the working folder.
    logLevel: 'OFF',
    additionalLogToConsole: false,
    // Else a VARIANT that is no JSON is evaluated as JavaScript.
    jsonColumnVariantParser: JSON.parse,
  });
  return snowflake;
}
