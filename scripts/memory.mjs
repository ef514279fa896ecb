import { start } from './bootstrap/start.mjs';

start('scripts/memory/main.ts');
