import { start } from './bootstrap/start.mjs';

start('scripts/start/main.ts');
