import type { Requirement } from '../requirement.ts';
import { authRequirements } from './auth-requirements.ts';
import { callbackRequirements } from './callback-requirements.ts';
import { detailRequirements } from './detail-requirements.ts';
import { errorRequirements } from './error-requirements.ts';
import { limitRequirements } from './limit-requirements.ts';
import { listRequirements } from './list-requirements.ts';
import { pageRequirements } from './page-requirements.ts';
import { pagingRequirements } from './paging-requirements.ts';
import { passwordRequirements } from './password-requirements.ts';
import { resultRequirements } from './result-requirements.ts';
import { sourceRequirements } from './source-requirements.ts';
import { submissionRequirements } from './submission-requirements.ts';

/** In the order in which they are tested: cheap ones first, those that look back at the whole run last. */
export const ALL_REQUIREMENTS: readonly Requirement[] = [
  ...authRequirements,
  ...submissionRequirements,
  ...sourceRequirements,
  ...passwordRequirements,
  ...detailRequirements,
  ...resultRequirements,
  ...callbackRequirements,
  ...listRequirements,
  ...pagingRequirements,
  ...pageRequirements,
  ...limitRequirements,
  ...errorRequirements,
];
