import { defineBackground } from 'wxt/utils/define-background';
import { createDeps } from './create-deps.ts';
import { startBackground } from './start-background.ts';

export default defineBackground(() => startBackground(createDeps()));
