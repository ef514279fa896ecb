import { start } from './bootstrap/start.mjs';

start('scripts/check/main.ts');
