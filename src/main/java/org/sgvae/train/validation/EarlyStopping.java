package org.sgvae.train.validation;

/**
 * When training ends before its last epoch, and which weights are kept: by looks at graphs that are not trained on, the
 * validation part of the data.
 *
 * <p>A look estimates the ELBO of validation graphs by a few samples of each, with the same random numbers every time, so
 * that looks are compared graph by graph. The weights kept are those of the newest look that is no further below the best one
 * than a standard error of the mean difference: of looks that the graphs do not tell apart, the one at the smallest learning
 * rate (as the one-standard-error rule of Breiman et al. 1984 takes the simplest).
 *
 * <p>As long as the learning rate is large, looks fluctuate, by much more than the choice of the graphs accounts for. So
 * training ends where the newest W looks are worse than the W looks before them by the rank-sum test (Mann and Whitney 1947):
 * of the \(W^2\) pairs of a newer and an older one, the number in which the newer is better is more than two standard
 * deviations, \(2 \sqrt{W^2 (2W + 1) / 12}\), below half of them.
 *
 * <p>All looks of a run together take no more than {@value #MAX_COST} of the time of its steps, a sample without a gradient
 * being counted as a third of one with: where the validation part is larger, a random choice of its graphs is looked at.
 *
 * @param looks looks over the whole run, at equal distances, but at most one an epoch; 0 for none
 * @param samples orderings and codes of each graph, S
 * @param patience W as a share of all looks, at least {@value #FEWEST}; above 0.5 training always goes on to the end
 */
public record EarlyStopping(int looks, int samples, double patience) {
    /** No looks, and the weights of the last epoch. */
    public static final EarlyStopping NONE = new EarlyStopping(0, 4, 0.2);

    /** Fifty looks, ten of which are compared with the ten before. */
    public static final EarlyStopping STANDARD = new EarlyStopping(50, 4, 0.2);

    static final double MAX_COST = 0.05;

    /** With fewer, not even the best order would tell. */
    private static final int FEWEST = 4;

    /** Time of a sample with a gradient, in times of one without. */
    private static final double GRADIENT = 3;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if looks are negative, samples not positive, or the patience is not above 0
     */
    public EarlyStopping {
        if (looks < 0 || samples < 1 || !(patience > 0)) {
            throw new IllegalArgumentException("looks " + looks + ", samples " + samples + ", patience " + patience
                    + ": looks must be at least 0, samples at least 1 and patience above 0");
        }
    }

    /** Whether there is a look after an epoch, numbered from 1, of a run of so many. */
    public boolean isDue(int epoch, int epochs) {
        return epoch == epochs ? looks > 0 : (long) epoch * looks / epochs > (epoch - 1L) * looks / epochs;
    }

    /**
     * Most graphs of a look: V graphs with S samples each, at a third of the time of one of N graphs with K orderings each
     * in \(E\) epochs, L looks of them, \(V \le 0.05 \cdot 3\, N K E / (S L)\).
     */
    public int mostGraphs(int graphs, int orderings, int epochs) {
        double most = MAX_COST * GRADIENT * graphs * orderings * epochs / ((double) samples * Math.min(looks, epochs));
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, most));
    }

    /** Whether training is to end after looks with these ELBOs in a run of so many epochs. */
    public boolean saysStop(double[] elbos, int epochs) {
        double window = Math.max(FEWEST, Math.ceil(patience * Math.min(looks, epochs)));
        if (2 * window > elbos.length) {
            return false;
        }
        int w = (int) window;
        int middle = elbos.length - w;
        double better = 0;
        for (int newer = middle; newer < elbos.length; newer++) {
            for (int older = middle - w; older < middle; older++) {
                better += (Math.signum(elbos[newer] - elbos[older]) + 1) / 2; // a tie counts half
            }
        }
        return better < window * window / 2 - 2 * Math.sqrt(window * window * (2 * window + 1) / 12);
    }
}
