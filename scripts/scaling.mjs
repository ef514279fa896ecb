import { start } from './bootstrap/start.mjs';

start('scripts/scaling/main.ts');
