"""What stands before each prediction in the question bank for Moodle.

In a notebook, the text above a prediction says what it is about. In Moodle, a question has
to be understood alone, so here is what a student has to know before it. The texts are in
Markdown, and the names are those of the predictions in utils/chapters.
"""

TABLE_OF_WORDS = (
    "A network without activations and biases learns a table of 2 × 4 numbers, which say "
    "how well the words *cat* and *dog* go with four verbs. It has one hidden layer with "
    "three units, so that it computes the product $W_1 W_2$ of a 2 × 3 and a 3 × 4 "
    "matrix. The table itself is such a product. The rows of $W_1$ are the vectors of "
    "*cat* and *dog*, and the loss is the mean squared error of the entries."
)
ADAM = "Adam at a constant learning rate of 0.001"
OPTIMUM = (
    "A network without activations and biases has one hidden layer with $h$ units, so "
    "that it computes a product $W_1 W_2$ of rank at most $h$."
)
QUESTIONNAIRE = (
    "2800 people have answered 25 statements about themselves on a scale from 1 to 6. We "
    "hold out three answers of each person, train on the others, and measure how well the "
    "held-out answers are guessed."
)
MEANS_PLUS_PRODUCT = (
    "The guess is the mean of the statement plus an entry of the product $W_1 W_2$, which "
    "a linear network with one hidden layer learns from the answers that are not held "
    "out."
)
MEETINGS = (
    "We count in the manual of Python how often two words meet, that is, stand at most "
    "five words apart."
)
PMI = (
    f"{MEETINGS} From the counts we compute the table $M$ of positive PMI, which says how "
    "much more often than by chance two words meet. It is zero where they meet more "
    "rarely than by chance, or never."
)
WORD_VECTORS = (
    f"{PMI} A linear network with one hidden layer factorizes $M$, and the rows of its "
    "factors are the vectors of the words."
)
GOOD_NEIGHBOURS = (
    "Neighbours are good if words that belong together, such as *left* and *right*, have "
    "similar vectors."
)
SHARPNESS = (
    "Let $s$ be the learning rate times the curvature of the loss in its steepest "
    "direction."
)

CONTEXTS = {
    # 0_Problem
    "loss_curve": f"{TABLE_OF_WORDS} We train it with {ADAM} for 20,000 epochs. In the "
    "first 2000 epochs, the loss falls by a factor of ten or more every 500 epochs. We "
    "draw the loss against the epoch, on a logarithmic axis.",
    "other_initialization": f"{TABLE_OF_WORDS} We train it until it reproduces the table. "
    "Then we train it once more on the same table, from other random initial weights.",
    "thousand_runs": f"{TABLE_OF_WORDS} We train it a thousand times with {ADAM}, each "
    "time from other random initial weights. A run has *converged* if the root of its "
    "loss, the RMSE, is below $10^{-5}$.",
    "cosines": f"{TABLE_OF_WORDS} In the table, the row of *dog* is nearly the row of "
    "*cat* times a fixed factor. We train a thousand networks from different random "
    "initial weights until each of them reproduces the table, and compute in each the "
    "cosine of the angle between the vectors of *cat* and *dog*.",
    # 1_Experiments
    "time_on_plateau": "A saddle of the loss is a place where the gradient is zero, and "
    "from which the loss falls in some direction. We train a linear network by gradient "
    "descent, and begin very close to such a saddle. For a long time, the loss hardly "
    "changes. On this plateau, training seems to have ended, and then the loss falls to "
    "its minimum. We repeat this from initial weights that are ten, a hundred and a "
    "thousand times closer to the saddle.",
    "exact_size_of_A": f"{OPTIMUM} Table A has 40 rows and 80 columns, and each of its "
    "3200 entries is drawn at random, independently of all others. With 27 hidden units, "
    "the network has $27 \\cdot (40 + 80) = 3240$ weights.",
    "closest_to_clean_table": f"{OPTIMUM} A clean table of 40 × 80 numbers has rank 3, "
    "and all three modes (terms of its singular value decomposition) are strong. We add "
    "some noise to each entry, and train networks with different hidden sizes on this "
    "noisy table. Then we measure two errors of each network: the first is the one to the "
    "noisy table, on which it was trained, and the second is the one to the clean table, "
    "which it has never seen.",
    "size_or_penalty": f"{OPTIMUM} A clean table of 40 × 80 numbers has rank 15. We add "
    "so much noise that more than half of its modes (terms of its singular value "
    "decomposition) are weaker than the strongest mode of the noise. Two methods are "
    "trained on the noisy table: networks with different hidden sizes, and networks with "
    "40 hidden units and different penalties on the squared weights. Such a penalty takes "
    "the same amount off every singular value. Of each method, we take the network that "
    "comes closest to the clean table.",
    # 2_DeepLinear
    "larger_weights": "A linear network with twenty hidden layers, each with three units, "
    "learns a small table with Adam and a learning rate that decays from 0.03 to zero. "
    "With random orthogonal initial weights, only 4 of 30 runs converge. Now we multiply "
    "all of these initial matrices by 1.73. The product of the 21 matrices is then about "
    "100,000 times as large, and far too large for the table.",
    "stuck_or_late": "Networks with a hundred hidden layers and without activations learn "
    "a small table with Adam and a learning rate that decays to zero. After 5000 epochs, "
    "only 2 of 20 runs have converged. We train the same networks for four times as many "
    "epochs, so that the learning rate decays more slowly.",
    "missing_entries": "A 30 × 30 matrix has rank 2, but only 30% of its entries are "
    "seen. We train linear networks on the seen entries with gradient descent. They are "
    "products of one, two or three 30 × 30 matrices, which are initialized with large or "
    "with small random numbers. All of them fit the seen entries. A network *finds the "
    "missing entries* if it gets the others right as well.",
    "order_of_modes": "A table is the sum of its modes, which are the terms of its "
    "singular value decomposition. We train linear networks of one, two and four matrices "
    "on such a table by gradient descent, from small random initial weights, and follow "
    "how strong each mode is in the product of the matrices.",
    "appointments_kept": "A linear network of four matrices learns a table by gradient "
    "descent. One of its matrices is initially zero, and the others are random orthogonal "
    "matrices. We pretend that in each random matrix every mode (term of the singular "
    "value decomposition of the table) has the strength 1, and compute with this "
    "simplification at which epoch a certain mode will be half learned. This epoch is our "
    "*appointment*. Then we train 20 networks, each with other random matrices.",
    # 3_WordVectors
    "most_frequent_partner": MEETINGS,
    "above_chance": f"{PMI} To see what chance alone would do, we shuffle all the words "
    "of the manual, compute the table of the shuffled manual, and take its second-largest "
    "singular value. Singular values of $M$ that are larger than this one stand above "
    "chance.",
    "few_dimensions": f"{WORD_VECTORS} {GOOD_NEIGHBOURS} We compare networks with at most "
    "20 hidden units, that is, vectors of at most 20 dimensions, with the whole rows of "
    "$M$, which have more than 400 numbers.",
    "masked_zeros": f"{WORD_VECTORS} {GOOD_NEIGHBOURS} About three quarters of all pairs "
    "of words never meet. We train the network once on the whole table, and once with a "
    "mask, so that only the pairs that meet count in the loss, and the others are treated "
    "like missing entries.",
    "analogies": f"{WORD_VECTORS} We use them to answer questions such as “*list* is to "
    "*lists* as *class* is to which word?”. The answer is the word whose vector is "
    "nearest to *lists* − *list* + *class*. For comparison, we also forget the first pair "
    "of words, and answer with the word that is nearest to *class*.",
    # 4_MissingEntries
    "number_for_each_person": f"{QUESTIONNAIRE} Column means guess the mean of what all "
    "others have said to the same statement. Additive effects are a number for each "
    "statement plus a number for each person.",
    "best_hidden_size": f"{QUESTIONNAIRE} {MEANS_PLUS_PRODUCT} We compare hidden sizes "
    "from 1 to 8.",
    "fraction_of_families": f"{QUESTIONNAIRE} {MEANS_PLUS_PRODUCT} The statements were "
    "written to measure five traits, with five statements for each trait, but the network "
    "does not know this. Each statement has a column in the product. For each statement, "
    "we take the four others whose columns are most similar to its own, and compute which "
    "fraction of them belongs to the same trait.",
    "penalty_or_size": f"{QUESTIONNAIRE} {MEANS_PLUS_PRODUCT} Without a penalty, five "
    "hidden units guess best, and eight overfit. Now we add a penalty on the squared "
    "weights, which makes all singular values of the product smaller.",
    "blanks_as_zeros": "A table contains the percentage of votes for one party in 50 "
    "states and 31 elections. Some entries are missing, and we hold out three more of "
    "each state. A linear network whose product has rank 2 learns the entries that are "
    "seen, and guesses the held-out ones to about 7 points. The column means guess them "
    "to about 12 points. Now the network is trained on a table in which 0 stands for "
    "every entry that is missing or held out.",
    # A_Optimizers
    "sixteen_digits": f"A small linear network is trained with {ADAM} and with numbers of "
    "about seven significant digits (single precision). It finds a solution, and its loss "
    "falls almost to zero. Some thousand epochs later, the loss rises again. We repeat "
    "this with numbers of sixteen digits (double precision).",
    "largest_stable_s": "A single weight $w$ has the loss $L = \\frac12 c\\,w^2$, and an "
    "optimizer trains it with the learning rate $p$. Let $s = p\\,c$. Gradient descent "
    "replaces $w$ by $(1 - s)\\,w$ in each step, so that the weight approaches its "
    "minimum as long as $s$ is below 2. Adam does not step along the gradient itself, but "
    "along a running average of the gradients, in which $\\beta_1 = 0.9$ says how much of "
    "the old average is kept in each step. *The limit* is the largest $s$ with which the "
    "weight still approaches its minimum.",
    "appointment": f"{SHARPNESS} A solution becomes unstable when Adam's $s$ reaches 38. "
    "A network with 18 weights is trained with Adam, and its loss falls below $10^{-10}$ "
    "at epoch 2,042. Then its gradients vanish, Adam forgets the earlier ones, and $s$ "
    "grows by the same factor in each epoch. From the $s$ of epoch 2,042 alone, we "
    "compute that it will be 38 at about epoch 13,400. This is our *date*.",
    "sharpness_under_decay": f"{SHARPNESS} Here we use Adam's effective learning rates, "
    "which grow when the gradients shrink. A solution is unstable where $s$ is above its "
    "limit of 38. A network is trained for 20,000 epochs with Adam ($\\beta_2 = 0.99$) "
    "and a learning rate that decays from 0.03 to zero along half a cosine. At the end it "
    "has converged.",
    "exchanged_memories": "RMSprop and Adam both divide each gradient by its recent size, "
    "and Adam also averages the gradients. RMSprop usually remembers the size of the "
    "gradients for about ten epochs (0.9), and Adam for about a thousand (0.999). With "
    "these memories, more runs of Adam than of RMSprop have converged on a small table at "
    "the end of a training at a constant learning rate. Now we give RMSprop the memory of "
    "0.999 and Adam that of 0.9, each at the best of ten learning rates.",
}
