import 'reflect-metadata';
import { Pool } from 'pg';
import { DataSource, DefaultNamingStrategy } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { entities } from './entities/index.js';
import { Foundation1764000000000 } from './migrations/1764000000000-foundation.js';
import { MissedRungs1764080000000 } from './migrations/1764080000000-missed-rungs.js';
import { Recalculation1764090000000 } from './migrations/1764090000000-recalculation.js';
import { ContentDecision1764100000000 } from './migrations/1764100000000-content-decision.js';
import { Catalogue1764110000000 } from './migrations/1764110000000-catalogue.js';
import { TaskListIndexes1764120000000 } from './migrations/1764120000000-task-list-indexes.js';
import { DatedLimits1764200000000 } from './migrations/1764200000000-dated-limits.js';
import { Campaigns1764210000000 } from './migrations/1764210000000-campaigns.js';
import { ShortLivedRows1764250000000 } from './migrations/1764250000000-short-lived-rows.js';
import { PublicInput1764300000000 } from './migrations/1764300000000-public-input.js';
import { Assessment1764301000000 } from './migrations/1764301000000-assessment.js';
import { Arrangements1764310000000 } from './migrations/1764310000000-arrangements.js';
import { CarriedOver1764350000000 } from './migrations/1764350000000-carried-over.js';
import { SurveyRetention1764355000000 } from './migrations/1764355000000-survey-retention.js';
import { AskedUnits1764360000000 } from './migrations/1764360000000-asked-units.js';
import { Surveys1764320000000 } from './migrations/1764320000000-surveys.js';
import { Interviews1764330000000 } from './migrations/1764330000000-interviews.js';
import { Consultations1764340000000 } from './migrations/1764340000000-consultations.js';
import { PolicyGate1764341000000 } from './migrations/1764341000000-policy-gate.js';
import { Documents1764370000000 } from './migrations/1764370000000-documents.js';
import { Lights1764380000000 } from './migrations/1764380000000-lights.js';
import { SentCommands1764381000000 } from './migrations/1764381000000-sent-commands.js';
import { Incidents1764400000000 } from './migrations/1764400000000-incidents.js';
import { CommandRetries1764401000000 } from './migrations/1764401000000-command-retries.js';
import { BehaviourIncidents1764401100000 } from './migrations/1764401100000-behaviour-incidents.js';
import { StuckClocks1764402000000 } from './migrations/1764402000000-stuck-clocks.js';
import { LinkClaims1764402100000 } from './migrations/1764402100000-link-claims.js';
import { ReceivedLetters1764403000000 } from './migrations/1764403000000-received-letters.js';
import { TakenBackCards1764403100000 } from './migrations/1764403100000-taken-back-cards.js';
import { ProcessChildren1764404000000 } from './migrations/1764404000000-process-children.js';
import { ClientUnit1764405000000 } from './migrations/1764405000000-client-unit.js';
import { CardIssuer1764405100000 } from './migrations/1764405100000-card-issuer.js';
import { FlaggedLetters1764406000000 } from './migrations/1764406000000-flagged-letters.js';
import { FailedAttempts1764406100000 } from './migrations/1764406100000-failed-attempts.js';
import { UploadQuotas1764406200000 } from './migrations/1764406200000-upload-quotas.js';
import { AuditChain1764407000000 } from './migrations/1764407000000-audit-chain.js';
import { AccountFailures1764409100000 } from './migrations/1764409100000-account-failures.js';
import { CommandOrder1764500000000 } from './migrations/1764500000000-command-order.js';
import { FallbackLists1764540000000 } from './migrations/1764540000000-fallback-lists.js';
import { CardFacts1764530000000 } from './migrations/1764530000000-card-facts.js';
import { MergedLetters1764510000000 } from './migrations/1764510000000-merged-letters.js';
import { UnprintableCharacters1764550000000 } from './migrations/1764550000000-unprintable-characters.js';

/** Columns are `snake_case`, properties `camelCase`; table names stand with their entities. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string, embedded: string[]): string {
    return (
      custom || super.columnName(property, custom, embedded).replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
    );
  }
}

const CONNECT_TIMEOUT_MS = 10_000;

export interface DataSourceOptions {
  /** Connections kept at most. @default 10 */
  readonly poolSize?: number;
  /** Shown by PostgreSQL beside each connection. */
  readonly applicationName?: string;
}

/** Not connected yet: `initialize()` connects. The schema is made by migrations only, never by synchronisation. */
export function createDataSource(databaseUrl: string, options: DataSourceOptions = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'duban',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    synchronize: false,
    namingStrategy: new SnakeCase(),
    entities,
    migrations: [
      Foundation1764000000000,
      MissedRungs1764080000000,
      Recalculation1764090000000,
      ContentDecision1764100000000,
      Catalogue1764110000000,
      TaskListIndexes1764120000000,
      DatedLimits1764200000000,
      Campaigns1764210000000,
      ShortLivedRows1764250000000,
      PublicInput1764300000000,
      Assessment1764301000000,
      Arrangements1764310000000,
      Surveys1764320000000,
      Interviews1764330000000,
      Consultations1764340000000,
      PolicyGate1764341000000,
      CarriedOver1764350000000,
      SurveyRetention1764355000000,
      AskedUnits1764360000000,
      Documents1764370000000,
      Lights1764380000000,
      SentCommands1764381000000,
      Incidents1764400000000,
      CommandRetries1764401000000,
      BehaviourIncidents1764401100000,
      StuckClocks1764402000000,
      LinkClaims1764402100000,
      ReceivedLetters1764403000000,
      TakenBackCards1764403100000,
      ProcessChildren1764404000000,
      ClientUnit1764405000000,
      CardIssuer1764405100000,
      FlaggedLetters1764406000000,
      FailedAttempts1764406100000,
      UploadQuotas1764406200000,
      AuditChain1764407000000,
      AccountFailures1764409100000,
      CommandOrder1764500000000,
      FallbackLists1764540000000,
      CardFacts1764530000000,
      MergedLetters1764510000000,
      UnprintableCharacters1764550000000,
    ],
  });
}

/** The connections below TypeORM, for statements whose cost matters: named, prepared once for each connection. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as PostgresDriver).master as Pool;
}

/**
 * Connections for lists, whose statements walk an index in its order until the page is full. The plan is the same for all
 * values and takes as long to find as the page to read. Left to itself, PostgreSQL finds it anew for each call, because it
 * believes the plan for all values to be dearer, or collects and sorts whatever fits, because it believes that to be little.
 * Measured: `npm run bench -- lists`.
 *
 * @param options.onError of a connection that nobody uses: it is replaced with the next use
 */
export function createListPool(
  databaseUrl: string,
  options: Required<DataSourceOptions> & { readonly onError: (error: Error) => void },
): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: options.poolSize,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: '-c plan_cache_mode=force_generic_plan -c enable_bitmapscan=off',
  });
  return pool.on('error', options.onError);
}
