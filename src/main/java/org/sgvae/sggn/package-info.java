/** SGGN, the sequential graph generator without latent code that the paper compares itself with (DGMG of Li et al. 2018). */
@NullMarked
package org.sgvae.sggn;

import org.jspecify.annotations.NullMarked;
