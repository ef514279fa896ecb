import { start } from './bootstrap/start.mjs';

start('scripts/fuzz/main.ts');
