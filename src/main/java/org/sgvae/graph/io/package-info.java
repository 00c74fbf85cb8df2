/** Files of graphs: graph6, sparse6 and JSON lines, read with limits and written. */
@NullMarked
package org.sgvae.graph.io;

import org.jspecify.annotations.NullMarked;
