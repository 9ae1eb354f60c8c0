const { VogentApi } = require('./dist/credentials/VogentApi.credentials.js');
const { Vogent } = require('./dist/nodes/Vogent/Vogent.node.js');
const { VogentTrigger } = require('./dist/nodes/VogentTrigger/VogentTrigger.node.js');

module.exports = { Vogent, VogentApi, VogentTrigger };
