import { start } from './bootstrap/start.mjs';

start('scripts/test/main.ts');
