package org.sgvae.kernel;

import org.ejml.data.DMatrixRMaj;

/**
 * The dense operations that take the time, on matrices that are already shaped.
 *
 * <p>Rules for all of them. Only the first rows · columns entries of a matrix are read or written, since buffers are
 * reused and may be longer. Shapes and index ranges are the caller's duty. Zero rows, columns or inner sizes are fine.
 * An output never shares its array with an input unless the method says that it may. Sums are taken in a fixed order,
 * so the same kernels give the same bits on any machine and in any thread; two kinds of kernels agree to 1e-12
 * relative. Nothing is allocated once the largest shapes have been seen.
 *
 * <p>An instance may own scratch memory, so each thread (each tape) takes its own from {@link #create()}.
 */
public interface Kernels {

    /**
     * The fastest kernels that this JVM runs, or those that the environment asks for: see
     * {@link KernelChoice#current()}.
     *
     * @return a new instance, for one thread
     * @throws IllegalStateException if the environment asks for kernels that this JVM cannot run
     */
    static Kernels create() {
        return KernelChoice.current().create();
    }

    /** Which kernels these are: {@code "ejml"} or {@code "simd"}. */
    String name();

    // Matrix products. An inner size of zero is a sum of nothing: zero, or C unchanged.

    /**
     * \(C = AB\).
     *
     * @param a \(m \times k\), not modified
     * @param b \(k \times n\), not modified
     * @param c \(m \times n\), overwritten
     */
    void mult(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);

    /**
     * \(C \leftarrow C + AB\).
     *
     * @param a \(m \times k\), not modified
     * @param b \(k \times n\), not modified
     * @param c \(m \times n\), modified
     */
    void multAdd(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);

    /**
     * \(C = A^\top B\).
     *
     * @param a \(k \times m\), not modified
     * @param b \(k \times n\), not modified
     * @param c \(m \times n\), overwritten
     */
    void multTransA(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);

    /**
     * \(C \leftarrow C + A^\top B\).
     *
     * @param a \(k \times m\), not modified
     * @param b \(k \times n\), not modified
     * @param c \(m \times n\), modified
     */
    void multAddTransA(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);

    /**
     * \(C = AB^\top\).
     *
     * @param a \(m \times k\), not modified
     * @param b \(n \times k\), not modified
     * @param c \(m \times n\), overwritten
     */
    void multTransB(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);

    /**
     * \(C \leftarrow C + AB^\top\).
     *
     * @param a \(m \times k\), not modified
     * @param b \(n \times k\), not modified
     * @param c \(m \times n\), modified
     */
    void multAddTransB(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);

    // Affine maps.

    /**
     * \(Y = XW^\top + 1b\), a linear layer: one row of X per example.
     *
     * @param x \(n \times a\), not modified
     * @param weight W, \(b \times a\), not modified
     * @param bias b, \(1 \times b\), not modified
     * @param y \(n \times b\), overwritten
     */
    void affine(DMatrixRMaj x, DMatrixRMaj weight, DMatrixRMaj bias, DMatrixRMaj y);

    /**
     * \(Y = \max(0, XW^\top + 1b)\), a linear layer with ReLU. NaN stays NaN.
     *
     * @param x \(n \times a\), not modified
     * @param weight W, \(b \times a\), not modified
     * @param bias b, \(1 \times b\), not modified
     * @param y \(n \times b\), overwritten
     */
    void affineRelu(DMatrixRMaj x, DMatrixRMaj weight, DMatrixRMaj bias, DMatrixRMaj y);

    /**
     * Pullback of \(Y = \max(0, S)\): \(\bar S = \bar Y\) where \(Y > 0\), else 0.
     *
     * @param y ReLU's output, not modified
     * @param yBar \(\bar Y\), of the same shape, not modified
     * @param sBar \(\bar S\), of the same shape, overwritten; may be {@code yBar}
     */
    void reluBackward(DMatrixRMaj y, DMatrixRMaj yBar, DMatrixRMaj sBar);

    // Entry by entry: see ElementaryFunctions for definitions and errors. Y may be X.

    /**
     * \(y = e^x\) for every entry, to 2 ulp.
     *
     * @param x not modified, unless it is {@code y}
     * @param y of the same shape, overwritten
     */
    void exp(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(y = \ln x\) for every entry, to 2 ulp.
     *
     * @param x not modified, unless it is {@code y}
     * @param y of the same shape, overwritten
     */
    void log(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(y = e^x - 1\) for every entry, to 2 ulp, also near 0.
     *
     * @param x not modified, unless it is {@code y}
     * @param y of the same shape, overwritten
     */
    void expm1(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(y = \ln(1 + x)\) for every entry, to 2 ulp, also near 0.
     *
     * @param x not modified, unless it is {@code y}
     * @param y of the same shape, overwritten
     */
    void log1p(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(y = \tanh x\) for every entry, to 2 ulp.
     *
     * @param x not modified, unless it is {@code y}
     * @param y of the same shape, overwritten
     */
    void tanh(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(y = \sigma(x) = 1/(1 + e^{-x})\) for every entry, to 2 ulp.
     *
     * @param x not modified, unless it is {@code y}
     * @param y of the same shape, overwritten
     */
    void sigmoid(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(y = \ln(1 + e^x)\) for every entry, to 2 ulp; so \(\ln\sigma(x)\) is the negative of this at \(-x\).
     *
     * @param x not modified, unless it is {@code y}
     * @param y of the same shape, overwritten
     */
    void softplus(DMatrixRMaj x, DMatrixRMaj y);

    // The gated recurrent unit.

    /**
     * The update of a gated recurrent unit, after its two affine maps \(G_i = A W_i^\top + b_i\) and
     * \(G_h = H W_h^\top + b_h\). Both hold three blocks of d columns, for the gates r, u and c:
     * \[ r = \sigma(g_{ir} + g_{hr}), \quad u = \sigma(g_{iu} + g_{hu}), \quad c = \tanh(g_{ic} + r \odot g_{hc}), \]
     * \[ y = (1 - u) \odot c + u \odot h. \]
     *
     * @param gi \(G_i\), \(n \times 3d\), not modified
     * @param gh \(G_h\), \(n \times 3d\), not modified
     * @param h the old states, \(n \times d\), not modified
     * @param saved \(n \times 3d\), overwritten with r, u and c for {@link #gruBackward}
     * @param y the new states, \(n \times d\), overwritten
     */
    void gruForward(DMatrixRMaj gi, DMatrixRMaj gh, DMatrixRMaj h, DMatrixRMaj saved, DMatrixRMaj y);

    /**
     * Pullback of {@link #gruForward}. From \(\bar y\), and with s for what is under the functions,
     * \(s_c = g_{ic} + r \odot g_{hc}\) and so on,
     * \[ \bar u = \bar y \odot (h - c), \quad \bar c = \bar y \odot (1 - u), \]
     * \[ \bar s_u = \bar u \odot u \odot (1 - u), \quad \bar s_c = \bar c \odot (1 - c^2), \quad
     *    \bar r = \bar s_c \odot g_{hc}, \quad \bar s_r = \bar r \odot r \odot (1 - r), \]
     * \[ \bar g_{ir}, \bar g_{hr} \mathrel{+}= \bar s_r, \quad \bar g_{iu}, \bar g_{hu} \mathrel{+}= \bar s_u, \quad
     *    \bar g_{ic} \mathrel{+}= \bar s_c, \quad \bar g_{hc} \mathrel{+}= \bar s_c \odot r, \quad
     *    \bar h \mathrel{+}= \bar y \odot u. \]
     *
     * @param gh \(G_h\), \(n \times 3d\), not modified
     * @param h the old states, \(n \times d\), not modified
     * @param saved r, u and c from {@link #gruForward}, \(n \times 3d\), not modified
     * @param yBar \(\bar y\), \(n \times d\), not modified
     * @param giBar \(\bar G_i\), \(n \times 3d\), modified
     * @param ghBar \(\bar G_h\), \(n \times 3d\), modified
     * @param hBar \(\bar h\), \(n \times d\); the direct path \(\bar y \odot u\) is added
     */
    void gruBackward(
            DMatrixRMaj gh,
            DMatrixRMaj h,
            DMatrixRMaj saved,
            DMatrixRMaj yBar,
            DMatrixRMaj giBar,
            DMatrixRMaj ghBar,
            DMatrixRMaj hBar);

    // The optimiser.

    /**
     * One step t of Adam (Kingma and Ba), as PyTorch defines it, for one parameter:
     * \[ m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \]
     * \[ \theta \leftarrow (1 - \alpha\lambda)\,\theta
     *    - \alpha \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}. \]
     * The weight decay λ is AdamW's, decoupled from the gradient; Adam's own (an L2 penalty) is to add
     * \(\lambda\theta\) to g with {@link #addScaled} first and to pass zero here.
     *
     * @param value θ, modified
     * @param gradient g, of the same shape, not modified
     * @param mean m, of the same shape, modified
     * @param meanSquare v, of the same shape, modified
     * @param learningRate α
     * @param beta1 \(\beta_1\)
     * @param beta2 \(\beta_2\)
     * @param correction1 \(1 - \beta_1^t\)
     * @param correction2 \(1 - \beta_2^t\)
     * @param epsilon ε
     * @param weightDecay λ
     */
    void adam(
            DMatrixRMaj value,
            DMatrixRMaj gradient,
            DMatrixRMaj mean,
            DMatrixRMaj meanSquare,
            double learningRate,
            double beta1,
            double beta2,
            double correction1,
            double correction2,
            double epsilon,
            double weightDecay);

    // Rows picked by index: nodes, edges, graphs.

    /**
     * Row i of Y is row {@code index[i]} of X.
     *
     * @param x any rows × c, not modified
     * @param index the rows to take; the first {@code count} entries are used
     * @param count how many
     * @param y count × c, overwritten
     */
    void gatherRows(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y);

    /**
     * Pullback of {@link #gatherRows}: adds row i of X to row {@code index[i]} of Y, in order of i.
     *
     * @param x count × c, not modified
     * @param index the rows to add to; the first {@code count} entries are used
     * @param count how many
     * @param y any rows × c, modified
     */
    void scatterAddRows(DMatrixRMaj x, int[] index, int count, DMatrixRMaj y);

    /**
     * Sums over edges: for every edge e, in order, adds the block of {@code columns} columns that starts at
     * {@code xColumn} in row {@code sender[e]} of X to the block that starts at {@code yColumn} in row
     * {@code receiver[e]} of Y. The pullback is the same with the two ends, and the two matrices, exchanged.
     *
     * @param x not modified
     * @param xColumn first column of the block in X
     * @param sender rows of X; the first {@code edges} entries are used
     * @param receiver rows of Y; the first {@code edges} entries are used
     * @param edges how many edges
     * @param columns width of the block
     * @param y modified
     * @param yColumn first column of the block in Y
     */
    void edgeSum(
            DMatrixRMaj x,
            int xColumn,
            int[] sender,
            int[] receiver,
            int edges,
            int columns,
            DMatrixRMaj y,
            int yColumn);

    // Sums and sums of multiples.

    /**
     * \(y_j \leftarrow y_j + \sum_i x_{ij}\): the sum of the rows of X, i ascending.
     *
     * @param x \(n \times c\), not modified
     * @param y \(1 \times c\), modified
     */
    void addColumnSums(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(\sum_{ij} x_{ij} y_{ij}\).
     *
     * @param x not modified
     * @param y of the same shape, not modified; may be {@code x}
     * @return the sum
     */
    double dot(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(Y \leftarrow Y + X\).
     *
     * @param x not modified
     * @param y of the same shape, modified
     */
    void add(DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(Y \leftarrow Y + \alpha X\).
     *
     * @param alpha α
     * @param x not modified
     * @param y of the same shape, modified
     */
    void addScaled(double alpha, DMatrixRMaj x, DMatrixRMaj y);

    /**
     * \(X \leftarrow \alpha X\).
     *
     * @param alpha α
     * @param x modified
     */
    void scale(double alpha, DMatrixRMaj x);
}
