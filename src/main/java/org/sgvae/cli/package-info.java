/** The command line: commands, console and exit codes; the only package that prints or exits. */
@NullMarked
package org.sgvae.cli;

import org.jspecify.annotations.NullMarked;
