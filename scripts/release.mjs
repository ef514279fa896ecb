import { start } from './bootstrap/start.mjs';

start('scripts/release/main.ts');
