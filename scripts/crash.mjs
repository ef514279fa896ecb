import { start } from './bootstrap/start.mjs';

start('scripts/crash/main.ts');
