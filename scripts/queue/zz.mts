import { callNode, callWorkflow, people } from '/work/wt-c/test/e2e/support/calls.mts';
import { node } from '/work/wt-c/test/e2e/support/workflows.mts';
import { until } from '/work/wt-c/test/e2e/support/until.mts';
import { openCluster } from '/work/wt-c/scripts/queue/cluster.mts';
import { openServices } from '/work/wt-c/scripts/queue/services.mts';
const respond = () => ({ ...node('Respond', 'n8n-nodes-base.respondToWebhook', { respondWith: 'json', responseBody: "={{ ({ status: $('Vogent').item.json.status ?? null, finished: $('Vogent').item.json.finished !== false }) }}", options: {} }, { typeVersion: 1.1 }) });
const withMode = (id: string, mode: string, options: any) => { const w = callWorkflow(id, callNode({ waitFor: 'transcript', options }), mode === 'responseNode' ? [respond()] : []); w.nodes = w.nodes.map((n) => n.name === 'Webhook' ? { ...n, parameters: { ...n.parameters, responseMode: mode } } : n); return w; };
const services = await openServices();
const ws = [withMode('polls', 'responseNode', { checkEverySeconds: 1 }), withMode('parks', 'responseNode', {}), withMode('last', 'lastNode', {}), callWorkflow('linger', callNode({ waitFor: 'transcript' }))];
const c = await openCluster(services, ws as any);
try {
 const post = async (id: string) => { const t = Date.now(); const r = await fetch(`${c.main.url}/webhook/${id}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ people: people('Anna') }) }); return [id, r.status, await r.text(), Date.now() - t]; };
 const polls = post('polls');
 await until('look', async () => (await c.simulator.requests()).find((r) => r.method === 'GET'));
 await c.simulator.advance(60_000);
 console.log(await polls);
 console.log(await post('parks'));
 console.log(await post('last'));
 // looking again, in queue mode
 await c.simulator.reset();
 await c.simulator.planCalls({ events: ['dial.updated'], transcriptAfterMs: 50_000 });
 console.log(await post('linger'));
 await until('parked', async () => (await c.home.lastExecution('linger')).status === 'waiting' ? true : undefined);
 await c.simulator.advance(25_000);
 await until('look', async () => (await c.simulator.requests()).filter((r) => r.method === 'GET').length > 1 ? true : undefined);
 await c.simulator.advance(60_000);
 const t = Date.now();
 const e = await until('end', async () => { const x = await c.home.lastExecution('linger'); return x.status === 'success' ? x : undefined; }, 60_000);
 console.log('linger', e.status, (Date.now() - t) / 1000, 's', e.runs('After').length);
} finally { await c.remove(); await services.database.remove(); await services.redis.remove(); }
