const { VogentApi } = require('./dist/credentials/VogentApi.credentials.js');
const { Vogent } = require('./dist/nodes/Vogent/Vogent.node.js');

module.exports = { Vogent, VogentApi };
