package org.sgvae.experiment;

import org.sgvae.latent.Codes;
import org.sgvae.latent.PrincipalAxes;
import org.sgvae.random.RandomKey;

/**
 * Codes laid out in the plane, in two ways (the paper's Figure 2). Shown are the means of the posteriors, or the points.
 *
 * @param codes the codes
 * @param axes their principal axes
 * @param tsne their map by t-SNE
 */
public record CodeMap(Codes codes, PrincipalAxes axes, Tsne tsne) {
    private static final double PERPLEXITY = 30; // the usual one
    private static final int STEPS = 1000;

    /**
     * Lays out codes.
     *
     * @param codes more than 30; not modified
     * @param key source of the first map of t-SNE
     * @return the map
     */
    public static CodeMap of(Codes codes, RandomKey key) {
        return new CodeMap(codes, PrincipalAxes.of(codes.means()), Tsne.of(codes.means(), PERPLEXITY, STEPS, key));
    }
}
