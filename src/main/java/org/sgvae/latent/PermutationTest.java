package org.sgvae.latent;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.json.JsonObject;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;

/**
 * Whether numbers depend on vectors, in any way: the permutation test of distance covariance (Székely, Rizzo and Bakirov 2007).
 *
 * <p>With \(a_{ij}\) the distances between vectors and \(b_{ij} = |y_i - y_j|\), both centred so that rows and columns add up to zero,
 * \(\mathrm{dCov}^2 = \tfrac1{n^2} \sum_{ij} a_{ij} b_{ij}\) tends to zero exactly where the two are independent. Pairing them anew at
 * random shows what values chance gives; \(p = \frac{1 + \#\{\text{pairings} \ge \text{observed}\}}{1 + \#\text{pairings}}\).
 *
 * @param distanceCorrelation \(\sqrt{\mathrm{dCov}^2(x, y) / \sqrt{\mathrm{dCov}^2(x, x)\,\mathrm{dCov}^2(y, y)}}\), from 0 to 1; 0 where one
 *     of the two does not vary
 * @param pValue probability of a value at least as large if there is no dependence
 * @param permutations number of random pairings
 */
public record PermutationTest(double distanceCorrelation, double pValue, int permutations) {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        GRAPHS(0),
        PERMUTATIONS(1);

        private final long tag;

        Draws(long tag) {
            this.tag = tag;
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    /**
     * Tests whether the constructor's graphs depend on the codes they are built from: pairs of a code and the number of nodes of one
     * graph built from it.
     *
     * @param model the model; not modified
     * @param codes the codes; the draws from up to {@code pairs} of the posteriors are taken, at equal distances; not modified
     * @param pairs most pairs; time and memory grow with its square
     * @param permutations number of random pairings, at least 1
     * @param maxNodes construction is cut off at this number of nodes
     * @param key source of the constructor's decisions and of the pairings
     * @param workers threads to use
     * @return the result
     */
    public static PermutationTest ofConstructor(
            LatentModel model, Codes codes, int pairs, int permutations, int maxNodes, RandomKey key, Workers workers) {
        DMatrixRMaj samples = codes.samples();
        DMatrixRMaj z = new DMatrixRMaj(Math.min(pairs, samples.numRows), samples.numCols);
        for (int i = 0; i < z.numRows; i++) {
            int row = (int) ((long) i * samples.numRows / z.numRows);
            System.arraycopy(samples.data, row * z.numCols, z.data, i * z.numCols, z.numCols);
        }
        double[] sizes = Decoding.graphs(model, z, maxNodes, key.split(Draws.GRAPHS), workers).stream()
                .mapToDouble(graph -> graph.graph().nodes())
                .toArray();
        return of(z, sizes, permutations, key.split(Draws.PERMUTATIONS));
    }

    /**
     * Tests pairs.
     *
     * @param x vectors, n x k; not modified
     * @param y numbers, n; not modified
     * @param permutations number of random pairings, at least 1
     * @param key source of the pairings
     * @return the result
     */
    public static PermutationTest of(DMatrixRMaj x, double[] y, int permutations, RandomKey key) {
        int n = y.length;
        DMatrixRMaj a = new DMatrixRMaj(n, n);
        DMatrixRMaj b = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double squares = 0;
                for (int u = 0; u < x.numCols; u++) {
                    squares += (x.get(i, u) - x.get(j, u)) * (x.get(i, u) - x.get(j, u));
                }
                a.set(i, j, Math.sqrt(squares));
                b.set(i, j, Math.abs(y[i] - y[j]));
            }
        }
        centre(a);
        centre(b);
        int[] asPaired = new int[n];
        for (int i = 0; i < n; i++) {
            asPaired[i] = i;
        }
        double observed = sumOfProducts(a, b, asPaired);
        int atLeast = 0;
        for (int p = 0; p < permutations; p++) {
            // a pairing that is the observed one but for rounding counts as equal to it
            atLeast += sumOfProducts(a, b, key.split(p).permutation(n)) >= observed * (1 - 1e-12) ? 1 : 0;
        }
        double scale = Math.sqrt(sumOfProducts(a, a, asPaired) * sumOfProducts(b, b, asPaired));
        double correlation = scale > 0 ? Math.sqrt(Math.max(0, observed / scale)) : 0;
        return new PermutationTest(correlation, (1.0 + atLeast) / (1.0 + permutations), permutations);
    }

    private static void centre(DMatrixRMaj m) {
        int n = m.numRows;
        double[] rowMeans = new double[n]; // and those of the columns: the matrix is symmetric
        double mean = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rowMeans[i] += m.get(i, j) / n;
            }
            mean += rowMeans[i] / n;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m.add(i, j, mean - rowMeans[i] - rowMeans[j]);
            }
        }
    }

    private static double sumOfProducts(DMatrixRMaj a, DMatrixRMaj b, int[] partner) {
        double sum = 0;
        for (int i = 0; i < partner.length; i++) {
            int row = i * partner.length;
            int partnerRow = partner[i] * partner.length;
            for (int j = 0; j < partner.length; j++) {
                sum += a.data[row + j] * b.data[partnerRow + partner[j]];
            }
        }
        return sum;
    }

    public JsonObject toJson() {
        return JsonObject.builder()
                .put("distanceCorrelation", distanceCorrelation)
                .put("pValue", pValue)
                .put("permutations", permutations)
                .build();
    }
}
