package org.sgvae.latent;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.json.JsonObject;
import org.sgvae.kernel.ElementaryFunctions;

/**
 * How many separate regions of the code the encoder uses. Two posteriors touch if their means are no further apart than three of both
 * standard deviations, \(\sum_i \bigl(\frac{μ_i - μ_i'}{σ_i + σ_i'}\bigr)^2 \le 9\); a cluster is what hangs together by touching (single
 * linkage). Codes that follow one axis are one cluster; each way to take graphs apart that has codes of its own adds one.
 *
 * @param count number of clusters
 * @param largestShare share of the data in the largest one
 */
public record CodeClusters(int count, double largestShare) {
    private static final int MAX_CODES = 1000; // as each is compared with each

    /**
     * Finds the clusters of some codes of each class.
     *
     * @param codes posteriors; not modified
     * @return the clusters
     * @throws IllegalArgumentException if the codes are points, which have no deviations
     */
    public static CodeClusters of(Codes codes) {
        DMatrixRMaj logStds = codes.logStds()
                .orElseThrow(() -> new IllegalArgumentException(
                        "codes of a point posterior have no deviations to tell clusters by; use a Gaussian one"));
        int classes = codes.graphs().size();
        int each = Math.max(1, Math.min(codes.orderings(), MAX_CODES / classes));
        int[] rows = new int[classes * each];
        Arrays.setAll(rows, k -> k / each * codes.orderings() + k % each);
        int[] parent = new int[rows.length]; // of a forest with a tree for each cluster
        Arrays.setAll(parent, k -> k);
        for (int k = 0; k < rows.length; k++) {
            for (int other = 0; other < k; other++) {
                int root = root(parent, k);
                int otherRoot = root(parent, other);
                if (root != otherRoot && touch(codes.means(), logStds, rows[k], rows[other])) {
                    parent[root] = otherRoot;
                }
            }
        }
        double[] shares = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            shares[root(parent, k)] += codes.share(k / each) / each;
        }
        return new CodeClusters(
                (int) Arrays.stream(shares).filter(share -> share > 0).count(),
                Arrays.stream(shares).max().orElseThrow());
    }

    private static int root(int[] parent, int k) {
        int root = k;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private static boolean touch(DMatrixRMaj means, DMatrixRMaj logStds, int a, int b) {
        double sum = 0;
        for (int i = 0; i < means.numCols; i++) {
            double scale = ElementaryFunctions.exp(logStds.get(a, i)) + ElementaryFunctions.exp(logStds.get(b, i));
            double distance = (means.get(a, i) - means.get(b, i)) / scale;
            sum += distance * distance;
        }
        return sum <= 9;
    }

    public JsonObject toJson() {
        return JsonObject.builder()
                .put("count", count)
                .put("largestShare", largestShare)
                .build();
    }
}
