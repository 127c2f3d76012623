// Starts the emulator on a port of the loopback: node start_emulator.js PORT
const TelegramServer = require('telegram-test-api');

const HOUR = 3600; // seconds for which it remembers messages; on its own it forgets after one minute

const server = new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[2]), storeTimeout: HOUR });
server.start().then(() => console.log('ready'));

// Whoever started it holds the other end: it never outlives a test run that was killed.
process.stdin.on('end', () => process.exit(0)).resume();
