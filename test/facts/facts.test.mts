// What the node relies on in n8n, each in two lines of it. One file: the probes of a line run in one process.
import './families/context.mts';
import './families/endings.mts';
import './families/engine.mts';
import './families/failures.mts';
import './families/form.mts';
import './families/nodeApiError.mts';
import './families/statuses.mts';
