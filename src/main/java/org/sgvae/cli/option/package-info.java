/** What the commands share in options: their types, converters and checks. */
@NullMarked
package org.sgvae.cli.option;

import org.jspecify.annotations.NullMarked;
