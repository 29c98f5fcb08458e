// The playground: GraphiQL over this server.

import './main.css';
