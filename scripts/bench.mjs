import { start } from './bootstrap/start.mjs';

start('scripts/bench/main.ts');
