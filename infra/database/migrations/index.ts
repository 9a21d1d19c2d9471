import { AccountsAndAudit1796000100000 } from './1796000100000-accounts-and-audit.js';
import { Cases1796000200000 } from './1796000200000-cases.js';
import { Cards1796000300000 } from './1796000300000-cards.js';
import { Letters1796000400000 } from './1796000400000-letters.js';
import { Campaigns1796000500000 } from './1796000500000-campaigns.js';
import { Arrangements1796000600000 } from './1796000600000-arrangements.js';
import { Interviews1796000700000 } from './1796000700000-interviews.js';
import { Surveys1796000800000 } from './1796000800000-surveys.js';
import { Consultations1796000900000 } from './1796000900000-consultations.js';
import { PublicInput1796001000000 } from './1796001000000-public-input.js';
import { Duty1796001150000 } from './1796001150000-duty.js';
import { ErasureAndClients1796001300000 } from './1796001300000-erasure-and-clients.js';
import { LetterListing1796001400000 } from './1796001400000-letter-listing.js';
import { SecondFactor1796001600000 } from './1796001600000-second-factor.js';
import { UnitClosings1796001650000 } from './1796001650000-unit-closings.js';
import { ClientConfirmation1796001700000 } from './1796001700000-client-confirmation.js';

/** Migrations of this release in their order: the kernel, then each business. */
export const migrations = [
  AccountsAndAudit1796000100000,
  Cases1796000200000,
  Cards1796000300000,
  Letters1796000400000,
  Campaigns1796000500000,
  Arrangements1796000600000,
  Interviews1796000700000,
  Surveys1796000800000,
  Consultations1796000900000,
  PublicInput1796001000000,
  Duty1796001150000,
  ErasureAndClients1796001300000,
  LetterListing1796001400000,
  SecondFactor1796001600000,
  UnitClosings1796001650000,
  ClientConfirmation1796001700000,
];
