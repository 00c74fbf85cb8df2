/** What the terminal shows: tables, drawings, progress and several runs side by side, and how Ctrl-C stops them. */
@NullMarked
package org.sgvae.cli.terminal;

import org.jspecify.annotations.NullMarked;
