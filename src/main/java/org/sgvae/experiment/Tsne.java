package org.sgvae.experiment;

import org.ejml.data.DMatrixRMaj;
import org.sgvae.random.RandomKey;

/**
 * Exact t-SNE: a map of points to the plane that keeps neighbours together (van der Maaten and Hinton 2008).
 *
 * <p>Neighbourhoods of the points \(x_i\) and of their images \(y_i\):
 * \[ p_{j|i} \propto e^{-β_i |x_i - x_j|^2}, \quad p_{ij} = \frac{p_{j|i} + p_{i|j}}{2n}, \quad
 *    q_{ij} \propto w_{ij} = \frac{1}{1 + |y_i - y_j|^2}, \]
 * with \(β_i\) by bisection so that \(e^{H(p_{\cdot|i})}\) is the perplexity. Minimised is
 * \(C = \sum_{i \ne j} p_{ij} \ln \frac{p_{ij}}{q_{ij}}\) with
 * \[ \frac{\partial C}{\partial y_i} = 4 \sum_j (p_{ij} - q_{ij})\, w_{ij}\, (y_i - y_j) \]
 * by gradient descent with momentum and a gain for every coordinate; in the beginning all \(p_{ij}\) are exaggerated, so that clusters
 * form while there is room to move. The step is that of Belkina et al. (2019), n divided by the exaggeration. Work and memory grow with n².
 */
public final class Tsne {
    private static final double EXAGGERATION = 12;
    private static final int EXAGGERATED_STEPS = 250;
    private static final double MIN_STEP = 50;
    private static final double FIRST_MOMENTUM = 0.5;
    private static final double MOMENTUM = 0.8;
    private static final double MIN_GAIN = 0.01;
    private static final double FIRST_SPREAD = 1e-4;
    private static final int BISECTIONS = 200;
    private static final double TINY = 1e-300; // where p is 0 so is its logarithm's weight

    private final DMatrixRMaj map;
    private final double divergence;

    private Tsne(DMatrixRMaj map, double divergence) {
        this.map = map;
        this.divergence = divergence;
    }

    /**
     * Maps points.
     *
     * @param points n points as rows, n x k; not modified
     * @param perplexity how many neighbours a point has, in effect; above 1 and below n
     * @param steps steps of the descent; the first 250 are exaggerated
     * @param key source of the first map, which is normal with deviation 10⁻⁴
     * @return the map
     * @throws IllegalArgumentException if the perplexity is out of range
     */
    public static Tsne of(DMatrixRMaj points, double perplexity, int steps, RandomKey key) {
        double[] p = affinities(points, perplexity);
        int n = points.numRows;
        double[] y = new double[2 * n];
        double[] velocity = new double[2 * n];
        double[] gain = new double[2 * n];
        double[] gradient = new double[2 * n];
        for (int a = 0; a < 2 * n; a++) {
            y[a] = FIRST_SPREAD * key.gaussian(a);
            gain[a] = 1;
        }
        double rate = Math.max(n / EXAGGERATION, MIN_STEP);
        for (int step = 0; step < steps; step++) {
            boolean first = step < EXAGGERATED_STEPS;
            gradient(p, first ? EXAGGERATION : 1, y, gradient);
            double momentum = first ? FIRST_MOMENTUM : MOMENTUM;
            for (int a = 0; a < 2 * n; a++) {
                boolean onward = gradient[a] * velocity[a] < 0; // downhill in the direction of the last step
                gain[a] = Math.max(MIN_GAIN, onward ? gain[a] + 0.2 : gain[a] * 0.8);
                velocity[a] = momentum * velocity[a] - rate * gain[a] * gradient[a];
                y[a] += velocity[a];
            }
            centre(y);
        }
        return new Tsne(new DMatrixRMaj(n, 2, true, y), divergence(p, y));
    }

    /** {@return the images of the points, n x 2, centred; not to be modified} */
    public DMatrixRMaj map() {
        return map;
    }

    /** {@return C of the map, nats} */
    public double divergence() {
        return divergence;
    }

    /** The \(p_{ij}\), row by row. */
    static double[] affinities(DMatrixRMaj points, double perplexity) {
        int n = points.numRows;
        if (!(perplexity > 1 && perplexity < n)) {
            throw new IllegalArgumentException(
                    "perplexity " + perplexity + " for " + n + " points: must be above 1 and below their number");
        }
        double[] p = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] row = conditional(squaredDistances(points, i), i, Math.log(perplexity));
            for (int j = 0; j < n; j++) {
                p[i * n + j] += row[j] / (2.0 * n);
                p[j * n + i] += row[j] / (2.0 * n);
            }
        }
        return p;
    }

    static double[] squaredDistances(DMatrixRMaj points, int i) {
        double[] distances = new double[points.numRows];
        for (int j = 0; j < distances.length; j++) {
            for (int u = 0; u < points.numCols; u++) {
                double difference = points.get(i, u) - points.get(j, u);
                distances[j] += difference * difference;
            }
        }
        return distances;
    }

    /** \(p_{j|i}\) over all j, of the given entropy; where many points are equal, of the entropy nearest to it. */
    static double[] conditional(double[] distances, int i, double entropy) {
        double least = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (int j = 0; j < distances.length; j++) {
            if (j != i) {
                least = Math.min(least, distances[j]);
                mean += distances[j] / (distances.length - 1);
            }
        }
        double[] p = new double[distances.length];
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double beta = mean > least ? 1 / (mean - least) : 1;
        for (int bisection = 0; bisection < BISECTIONS; bisection++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < p.length; j++) {
                double excess = distances[j] - least;
                p[j] = j == i ? 0 : Math.exp(-beta * excess);
                sum += p[j];
                weighted += p[j] * excess;
            }
            double reached = Math.log(sum) + beta * weighted / sum;
            for (int j = 0; j < p.length; j++) {
                p[j] /= sum;
            }
            if (Math.abs(reached - entropy) < 1e-10) {
                break;
            }
            if (reached > entropy) {
                low = beta;
                beta = Double.isInfinite(high) ? 2 * beta : (beta + high) / 2;
            } else {
                high = beta;
                beta = (beta + low) / 2;
            }
        }
        return p;
    }

    /** \(\partial C / \partial y\) for affinities that are multiplied by a factor. */
    static void gradient(double[] p, double factor, double[] y, double[] gradient) {
        int n = y.length / 2;
        double sum = kernelSum(y);
        for (int i = 0; i < n; i++) {
            double first = 0;
            double second = 0;
            for (int j = 0; j < n; j++) {
                double w = kernel(y, i, j);
                double force =
                        (factor * p[i * n + j] - w / sum) * w; // nothing for j = i, which does not differ from itself
                first += force * (y[2 * i] - y[2 * j]);
                second += force * (y[2 * i + 1] - y[2 * j + 1]);
            }
            gradient[2 * i] = 4 * first;
            gradient[2 * i + 1] = 4 * second;
        }
    }

    /** C of a map. */
    static double divergence(double[] p, double[] y) {
        int n = y.length / 2;
        double logSum = Math.log(kernelSum(y));
        double divergence = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double pij = p[i * n + j];
                if (j != i && pij > TINY) {
                    divergence += pij * (Math.log(pij) - Math.log(kernel(y, i, j)) + logSum);
                }
            }
        }
        return divergence;
    }

    /** Sum over all \(i \ne j\). */
    private static double kernelSum(double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length / 2; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * kernel(y, i, j);
            }
        }
        return sum;
    }

    private static double kernel(double[] y, int i, int j) {
        double first = y[2 * i] - y[2 * j];
        double second = y[2 * i + 1] - y[2 * j + 1];
        return 1 / (1 + first * first + second * second);
    }

    private static void centre(double[] y) {
        for (int u = 0; u < 2; u++) {
            double mean = 0;
            for (int a = u; a < y.length; a += 2) {
                mean += 2 * y[a] / y.length;
            }
            for (int a = u; a < y.length; a += 2) {
                y[a] -= mean;
            }
        }
    }
}
