import { start } from './bootstrap/start.mjs';

start('server/main.ts');
