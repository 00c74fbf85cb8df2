/** Forward mode with plain numbers, for tests: shares nothing with the tape, its operations or its pullbacks. */
package org.sgvae.dual;
